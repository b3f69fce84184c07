import { IconBolt } from '@tabler/icons-react';
import { lazy } from 'react';
import {
  registerComposerLine,
  registerMessageActions,
  registerReceiptAction,
  registerRoomCard,
  registerToolSend,
} from '#chat/web/index.ts';
import { insiders } from '#directory/model/contract.ts';
import { registerProfileAction } from '#directory/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import { registerBanner } from '#platform/web/banners.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import type { Page } from '#platform/web/pages.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { DingBanner } from './DingBanner.tsx';
import { DingCard } from './DingCard.tsx';
import { DingLine } from './DingLine.tsx';
import { dingMember, dingUnread } from './dinging.ts';
import { openCount, openDing } from './dingStore.ts';
import { actionsOf } from './messageActions.tsx';
import { noticeOf } from './notices.ts';
import { refusals } from './refusals.ts';
import { words } from './words.ts';

export { openCount, showAtOnce, waitingCount } from './dingStore.ts';
export { type ReachNowProps, registerReachNow } from './slots.ts';

/** What reached the reader although he is off, where nothing else is shown (R3). */
export const ReachedNow = lazy(() => import('./ReachedNow.tsx').then((file) => ({ default: file.ReachedNow })));

registerRefusals(refusals);
registerNotices('ding', noticeOf);
registerRoomCard('ding', { label: words.ding, px: 250, Card: DingCard });
registerMessageActions(actionsOf);
registerComposerLine(DingLine);
registerReceiptAction({ label: words.dingUnread, icon: IconBolt, roles: insiders, onSelect: dingUnread });
registerProfileAction({ id: 'ding', label: words.ding, icon: IconBolt, onSelect: dingMember });
registerToolSend({
  label: words.ding,
  icon: IconBolt,
  roles: insiders,
  Choose: lazy(() => import('./ChooseDing.tsx').then((file) => ({ default: file.ChooseDing }))),
});
registerBanner(DingBanner);
whenCompanyOpens(openDing);

/** The screen of what is urgent. */
export const pages: readonly Page[] = [
  {
    path: '/ding',
    area: 'company',
    load: () => import('./DingPage.tsx').then((file) => ({ default: file.DingPage })),
    nav: { label: words.ding, icon: IconBolt, order: 15, urgent: openCount },
  },
];
