import { accountNamed, createAccount, meOf, type PasswordHash, removeSeat } from '#identity/server/index.ts';
import type { AccountId, CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import type { House } from '#platform/server/house.ts';
import { type Actor, act, asAccount, asMember } from './acting.ts';
import type { Calendar } from './calendar.ts';
import { type Company, FIRST_DAY, type Key, type Person, personOf, signIns } from './cast.ts';

/** A company in the making. */
export interface Making {
  readonly company: Company;
  readonly companyId: CompanyId;
  /** Of the one password that all who can sign in have. */
  readonly passwordHash: PasswordHash;
  readonly members: Map<Key, Actor>;
  readonly departments: Map<string, DepartmentId>;
  /** Links to seats that are still to be taken. */
  readonly invites: Map<Key, string>;
}

/** The account of a person, who may have one from another company, or from a seed that did not come to its end. */
async function accountFor(
  base: AnyoneContext,
  { key, accountName, name, language }: Person,
  passwordHash: PasswordHash,
): Promise<AccountId> {
  const known = await accountNamed(base, accountName);
  if (known !== null) return known.accountId;
  const password = signIns.some((one) => one.key === key) ? passwordHash : null;
  return createAccount(base, { accountName, password, name, language });
}

/** Takes everybody's seats away: what a seed left behind that was cut off is nobody's, and is made anew. */
export async function clearSeats(base: AnyoneContext, people: readonly Person[]): Promise<void> {
  for (const { accountName } of people) {
    const account = await accountNamed(base, accountName);
    if (account === null) continue;
    for (const { companyId, memberId } of (await meOf(base, account.accountId)).seats) {
      await base.enterCompany(companyId);
      await removeSeat(base, companyId, memberId);
    }
  }
}

/** Founds a company with everybody of its first day, in one transaction. */
export async function found(
  house: House,
  base: AnyoneContext,
  company: Company,
  calendar: Calendar,
  passwordHash: PasswordHash,
): Promise<Making> {
  const at = (minutes: number) => calendar.at(FIRST_DAY, minutes, company.timeZone);
  const founder = personOf(company.founder, company);
  const accountId = await accountFor(base, founder, passwordHash);
  const { name, timeZone } = company;
  const made = await act(house, asAccount(base, accountId, at(8 * 60)), 'directory.createCompany', {
    name,
    timeZone,
    preset: 'balanced',
  });
  const owner: Actor = { ...made, role: 'owner' };
  const making: Making = {
    company,
    companyId: made.companyId,
    passwordHash,
    members: new Map([[founder.key, owner]]),
    departments: new Map(),
    invites: new Map(),
  };
  for (const { name: department, parent } of company.departments) {
    const parentId = parent === null ? null : (making.departments.get(parent) as DepartmentId);
    const input = { name: department, parentId, managerIds: [] as MemberId[] };
    const { id } = await act(house, asMember(base, owner, at(8 * 60 + 5)), 'directory.createDepartment', input);
    making.departments.set(department, id);
  }
  const { email, departmentIds, employeeNumber, phone, title } = cardOf(making, founder);
  const card = { id: owner.memberId, name: founder.name, title, email, phone, employeeNumber, departmentIds };
  await act(house, asMember(base, owner, at(8 * 60 + 6)), 'directory.editMember', card);
  const first = company.people.filter((person) => person.joins === FIRST_DAY && person.key !== founder.key);
  for (const [place, person] of first.entries())
    await addPerson(house, base, making, person, at(8 * 60 + 10 + place / 4));
  for (const { name: department, parent, managers } of company.departments) {
    if (managers.length === 0) continue;
    await act(house, asMember(base, owner, at(8 * 60 + 40)), 'directory.editDepartment', {
      id: making.departments.get(department) as DepartmentId,
      name: department,
      parentId: parent === null ? null : (making.departments.get(parent) as DepartmentId),
      managerIds: managers.map((key) => memberIn(making, key).memberId),
    });
  }
  return making;
}

function cardOf(making: Making, { departments, accountName, phone, employeeNumber, title }: Person) {
  const departmentIds = departments.map((name) => making.departments.get(name) as DepartmentId);
  return { email: accountName, phone, employeeNumber, title, departmentIds };
}

/** Adds a person, who takes his seat at once; one does so on the last morning. */
export async function addPerson(
  house: House,
  base: AnyoneContext,
  making: Making,
  person: Person,
  at: Date,
): Promise<void> {
  const isFirstDay = person.joins === FIRST_DAY;
  const keeper = memberIn(making, isFirstDay ? making.company.founder : personWith('hr', making.company));
  const added = await act(house, asMember(base, keeper, at), 'directory.addMember', {
    ...cardOf(making, person),
    name: person.name,
    role: person.role,
  });
  const actor: Actor = { companyId: making.companyId, memberId: added.member.id, role: person.role };
  making.members.set(person.key, actor);
  making.invites.set(person.key, added.inviteLink.split('/').at(-1) as string);
  if (person.timeZone !== making.company.timeZone) {
    const { name, title, phone, timeZone } = person;
    await act(house, asMember(base, actor, at), 'directory.editOwnProfile', { name, title, phone, timeZone });
  }
  if (person.key !== LAST) await takeSeat(house, base, making, person, at);
}

/** Who opens his invite on the last morning: the end of the ledger, and once he is in, the demo is whole. */
export const LAST: Key = 'fu';

/** The last one's first link has run out by then: HR makes another, and it is taken at once. */
export async function takeLastSeat(house: House, base: AnyoneContext, making: Making, at: Date): Promise<void> {
  const ctx = asMember(base, memberIn(making, personWith('hr', making.company)), at);
  const { inviteLink } = await act(house, ctx, 'directory.inviteToSeat', { id: memberIn(making, LAST).memberId });
  making.invites.set(LAST, inviteLink.split('/').at(-1) as string);
  await takeSeat(house, base, making, personOf(LAST, making.company), at);
}

async function takeSeat(house: House, base: AnyoneContext, making: Making, person: Person, at: Date): Promise<void> {
  const accountId = await accountFor(base, person, making.passwordHash);
  const invite = making.invites.get(person.key) as string;
  await act(house, asAccount(base, accountId, at), 'directory.acceptInvite', { invite, name: person.name });
}

export function memberIn(making: Making, key: Key): Actor {
  const member = making.members.get(key);
  if (member === undefined) throw new Error(`${key} is not in ${making.company.name} yet`);
  return member;
}

function personWith(role: string, company: Company): Key {
  return company.people.find((person) => person.role === role)?.key ?? company.founder;
}
