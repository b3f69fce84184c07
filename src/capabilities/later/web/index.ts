import { IconBookmark, IconClock } from '@tabler/icons-react';
import { lazy } from 'react';
import {
  registerComposerLine,
  registerListPlace,
  registerMessageActions,
  registerOtherSend,
  registerSelectionActions,
} from '#chat/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import type { Page } from '#platform/web/pages.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { LaterLine } from './LaterLine.tsx';
import { openLater } from './laterStore.ts';
import { actionsOf, selectionActionsOf } from './messageActions.tsx';
import { noticeOf } from './notices.ts';
import { refusals } from './refusals.ts';

registerRefusals(refusals);
registerNotices('later', noticeOf);
registerMessageActions(actionsOf);
registerSelectionActions(selectionActionsOf);
registerComposerLine(LaterLine);
registerOtherSend({
  label: { zh: '定时发送', en: 'Send later' },
  icon: IconClock,
  Choose: lazy(() => import('./SendLater.tsx').then((file) => ({ default: file.SendLater }))),
});
registerListPlace({
  id: 'later',
  label: { zh: '稍后', en: 'Later' },
  icon: IconBookmark,
  to: () => '/later',
});
whenCompanyOpens(openLater);

/** The screen of what is kept and sent later. */
export const pages: readonly Page[] = [
  {
    path: '/later',
    area: 'company',
    load: () => import('./LaterPage.tsx').then((file) => ({ default: file.LaterPage })),
    nav: { label: { zh: '稍后', en: 'Later' }, icon: IconBookmark, order: 30, railOnly: true },
  },
];
