import { IconScale } from '@tabler/icons-react';
import { registerLedgerLines } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import type { Page } from '#platform/web/pages.ts';
import { ledgerLines } from './ledgerLines.ts';
import { noticeOf } from './notices.ts';

registerLedgerLines(ledgerLines);
registerNotices('rules', noticeOf);
registerMeSection({
  id: 'rules',
  label: { zh: '本公司规则', en: 'How this company works' },
  icon: IconScale,
  order: 45,
  load: () => import('./RulesSection.tsx').then((file) => ({ default: file.RulesSection })),
});

/** The printed policies. */
export const pages: readonly Page[] = [
  {
    path: '/rules/$policy',
    area: 'company',
    load: () => import('./PolicyPage.tsx').then((file) => ({ default: file.PolicyPage })),
  },
];
