import { IconDatabaseExport, IconFileZip, IconHourglassLow } from '@tabler/icons-react';
import { registerComposerLine, registerConversationFact, registerDeletedFact } from '#chat/web/index.ts';
import { admins, ledgerReaders } from '#directory/model/contract.ts';
import { registerAdminSection, registerLedgerLines } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { type RecordsEvent, recordsEvent } from '../model/contract.ts';
import { noteChange } from './changes.ts';
import { HeldFact, KeptFact, KeptLine } from './Kept.tsx';
import { loadRules } from './kept.ts';
import { ledgerLines } from './ledgerLines.ts';
import { noticeOf } from './notices.ts';
import { refusals } from './refusals.ts';

registerRefusals(refusals);
registerLedgerLines(ledgerLines);
registerNotices('records', noticeOf);
registerMeSection({
  id: 'data',
  label: { zh: '我的数据', en: 'My data' },
  icon: IconFileZip,
  order: 40,
  load: () => import('./OwnData.tsx').then((file) => ({ default: file.OwnData })),
});
registerAdminSection({
  id: 'records',
  label: { zh: '导出与保全', en: 'Exports and holds' },
  icon: IconDatabaseExport,
  roles: ledgerReaders,
  load: () => import('./ExportsSection.tsx').then((file) => ({ default: file.ExportsSection })),
});
registerAdminSection({
  id: 'retention',
  label: { zh: '消息保留', en: 'Retention' },
  icon: IconHourglassLow,
  roles: admins,
  load: () => import('./RetentionSection.tsx').then((file) => ({ default: file.RetentionSection })),
});
registerComposerLine(KeptLine);
registerConversationFact(KeptFact);
registerConversationFact(HeldFact);
registerDeletedFact(HeldFact);
whenCompanyOpens((company) => {
  const again = () => {
    noteChange();
    void loadRules(company);
  };
  const hear = ({ type }: RecordsEvent) => (type === 'records.retentionChanged' ? again() : noteChange());
  const stops = [company.listen('records', recordsEvent, hear), company.onFresh(again)];
  void loadRules(company);
  return () => {
    for (const stop of stops) stop();
  };
});
