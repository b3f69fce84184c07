import pg from 'pg';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Company, Policy } from '../../model/contract.ts';

/** The company with what is kept of its policy: what holds now is for the clock to say. */
export async function keptCompany(tx: Tx, companyId: CompanyId): Promise<Company> {
  const [company] = await tx<Company>`
    select c.company_id as id, c.name, c.time_zone, c.policy,
           (select count(*) from directory.member m where m.company_id = c.company_id and m.status = 'active') as member_count
      from directory.company c
     where c.company_id = ${companyId}`;
  if (company === undefined) throw new Error(`no company ${companyId}`);
  return company;
}

/** The company's name and zone, without counting; null if there is none. */
export async function companyHead(tx: Tx, companyId: CompanyId): Promise<{ name: string; timeZone: string } | null> {
  const [company] = await tx<{ name: string; timeZone: string }>`
    select name, time_zone from directory.company where company_id = ${companyId}`;
  return company ?? null;
}

/** One at a time may reshape the company: its tree, its owners, its policy. Two who each look first would miss each other. */
export async function lockCompany(tx: Tx, companyId: CompanyId): Promise<void> {
  await tx`select 1 from directory.company where company_id = ${companyId} for no key update`;
}

export async function insertCompany(
  tx: Tx,
  company: { id: CompanyId; name: string; timeZone: string; policy: Policy; insidersTopic: string; createdAt: Date },
): Promise<void> {
  await tx`
    insert into directory.company (company_id, name, time_zone, policy, insiders_topic, created_at)
    values (${company.id}, ${company.name}, ${company.timeZone}, ${JSON.stringify(company.policy)}::jsonb,
            ${company.insidersTopic}, ${company.createdAt})`;
}

export async function renameCompany(tx: Tx, companyId: CompanyId, name: string): Promise<void> {
  await tx`update directory.company set name = ${name} where company_id = ${companyId}`;
}

export async function savePolicy(tx: Tx, companyId: CompanyId, policy: Policy): Promise<void> {
  await tx`update directory.company set policy = ${JSON.stringify(policy)}::jsonb where company_id = ${companyId}`;
}

/** The topic that everybody but guests hears. */
export async function insidersTopic(tx: Tx, companyId: CompanyId): Promise<string> {
  const [row] = await tx<{ insidersTopic: string }>`
    select insiders_topic from directory.company where company_id = ${companyId}`;
  if (row === undefined) throw new Error(`no company ${companyId}`);
  return row.insidersTopic;
}

/** The topics a member hears of the directory beside the company's own: guests none. */
export async function topicsOf(tx: Tx, companyId: CompanyId, memberId: MemberId): Promise<string[]> {
  const rows = await tx<{ insidersTopic: string }>`
    select c.insiders_topic
      from directory.company c
      join directory.member m on m.company_id = c.company_id and m.member_id = ${memberId}
     where c.company_id = ${companyId} and m.role <> 'guest' and m.status = 'active'`;
  return rows.map((row) => row.insidersTopic);
}

/** Every company of the installation: for the operator's commands, as the tables' owner. The app's own role cannot know. */
export async function companyIds(ownerUrl: string): Promise<CompanyId[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: roles } = await client.query<{ passes: boolean }>(
      'select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user',
    );
    await client.query('begin');
    // Even the owner is held by forced row-level security. Lifted for this transaction only, which is never committed.
    if (roles[0]?.passes !== true) await client.query('alter table directory.company no force row level security');
    const { rows } = await client.query<{ company_id: CompanyId }>(
      'select company_id from directory.company order by company_id',
    );
    return rows.map((row) => row.company_id);
  } finally {
    await client.query('rollback');
    await client.end();
  }
}
