import { accountOf } from '#identity/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { nameForCell, sameList } from '../model/importing.ts';
import { csvText, EXPORT_HEADERS, joinList, joinPath, type Kind } from '../model/table.ts';
import { pathsOf } from '../model/tree.ts';
import { departmentsOf } from './store/departments.ts';
import { exportedMembers } from './store/imports.ts';
import { noteViews } from './store/views.ts';

/** Members or departments as CSV text that a spreadsheet opens safely and `startImport` reads back. */
export async function exportCsv(
  ctx: Context,
  { kind }: { kind: Kind },
): Promise<{ fileName: string; content: string }> {
  const language = ctx.accountId === '' ? 'zh' : ((await accountOf(ctx, ctx.accountId))?.language ?? 'zh');
  const departments = await departmentsOf(ctx.tx, ctx.companyId, null);
  const members = await exportedMembers(ctx.tx, ctx.companyId);
  if (kind === 'members') await noteViews(ctx, { what: 'peopleFile', memberIds: members.map(({ id }) => id) });
  const names = pathsOf(departments);
  const pathText = (id: string) => joinPath(names.get(id) ?? []);
  const header = EXPORT_HEADERS[language][kind];
  const yes = language === 'zh' ? '是' : 'yes';
  const rows =
    kind === 'members'
      ? members.map((member) => [
          member.name,
          member.employeeNumber ?? '',
          member.phone ?? '',
          member.email ?? '',
          joinList(member.departmentIds.map(pathText)),
          member.title,
          member.manages.length > 0 && sameList([...member.departmentIds].sort(), [...member.manages].sort())
            ? yes
            : joinList(member.manages.map(pathText)),
        ])
      : departments.map(({ id, managerIds }) => [
          pathText(id),
          joinList(members.filter((member) => managerIds.includes(member.id)).map(nameForCell)),
        ]);
  const day = ctx.now.toISOString().slice(0, 10);
  return { fileName: `${kind}-${day}.csv`, content: csvText([header, ...rows]) };
}
