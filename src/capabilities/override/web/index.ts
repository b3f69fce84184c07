import { IconBarrierBlock, IconBook2 } from '@tabler/icons-react';
import { lazy } from 'react';
import { registerReachNow } from '#ding/web/index.ts';
import { registerAdminSection, registerLedgerLines } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import { overrideEvent } from '../model/events.ts';
import { noteChange } from './changes.ts';
import { ledgerLines } from './ledgerLines.ts';

registerLedgerLines(ledgerLines);
registerNotices('override', async (place, number) => (await import('./notices.ts')).noticeOf(place, number));
registerReachNow({
  Offer: lazy(() => import('./Offer.tsx').then((file) => ({ default: file.Offer }))),
  Dialog: lazy(() => import('./OverrideDialog.tsx').then((file) => ({ default: file.OverrideDialog }))),
});
registerMeSection({
  id: 'ledger',
  label: { zh: '我的台账', en: 'My ledger' },
  icon: IconBook2,
  order: 14,
  load: () => import('./MyLedger.tsx').then((file) => ({ default: file.MyLedger })),
});
registerAdminSection({
  id: 'overrides',
  label: { zh: '紧急放行', en: 'Overrides' },
  icon: IconBarrierBlock,
  roles: ['representative', 'owner'],
  load: () => import('./OverridesSection.tsx').then((file) => ({ default: file.OverridesSection })),
});
whenCompanyOpens((company) => {
  const stops = [company.listen('override', overrideEvent, noteChange), company.onFresh(noteChange)];
  return () => {
    for (const stop of stops) stop();
  };
});
