import { IconBell, IconRouter } from '@tabler/icons-react';
import { admins } from '#directory/model/contract.ts';
import { registerAdminSection, registerLedgerLines } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { ledgerLines } from './channels/ledgerLines.ts';
import { words as channelWords } from './channels/words.ts';
import './installing.ts';
import { openOutbox } from './outboxStore.ts';
import { refusals } from './refusals.ts';
import { words } from './words.ts';

export { registerNotices, type Seen } from './showing.ts';

registerRefusals(refusals);
registerLedgerLines(ledgerLines);
registerAdminSection({
  id: 'channels',
  label: channelWords.channels,
  icon: IconRouter,
  roles: admins,
  load: () => import('./channels/ChannelsSection.tsx').then((file) => ({ default: file.ChannelsSection })),
});
whenCompanyOpens(openOutbox);
registerMeSection({
  id: 'notifications',
  label: words.notifications,
  icon: IconBell,
  order: 15,
  load: () => import('./NotificationSettings.tsx').then((file) => ({ default: file.NotificationSettings })),
});
