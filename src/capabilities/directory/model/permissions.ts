import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { Role } from './roles.ts';

/** Who may give which role, and take it away again. Nobody gives what is above his own; only an owner makes owners. */
const gives: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner', 'admin', 'hr', 'finance', 'representative', 'member', 'guest'],
  admin: ['admin', 'hr', 'finance', 'representative', 'member', 'guest'],
  hr: ['member', 'guest'],
  finance: [],
  representative: [],
  member: [],
  guest: [],
};

/** Whose membership may end by whose hand. People keepers do not end those who hold the second key. */
const ends: Readonly<Record<Role, readonly Role[]>> = {
  owner: gives.owner,
  admin: gives.admin,
  hr: ['hr', 'finance', 'member', 'guest'],
  finance: [],
  representative: [],
  member: [],
  guest: [],
};

/** The roles that somebody may give, highest first. */
export function rolesToGive(actor: Role): readonly Role[] {
  return gives[actor];
}

/** May this one give that role? */
export function canGiveRole(actor: Role, role: Role): Refusal<'directory.roleAboveOwn'> | null {
  return gives[actor].includes(role) ? null : refuse('directory.roleAboveOwn');
}

export interface RoleChange {
  readonly actor: Role;
  readonly from: Role;
  readonly to: Role;
  /** Active owners of the company, the one spoken of included. */
  readonly owners: number;
}

/** May this one change somebody's role so? Both the old and the new one must be his to give, and an owner must remain. */
export function canChangeRole({
  actor,
  from,
  to,
  owners,
}: RoleChange): Refusal<'directory.roleAboveOwn' | 'directory.lastOwner'> | null {
  if (!gives[actor].includes(from) || !gives[actor].includes(to)) return refuse('directory.roleAboveOwn');
  return from === 'owner' && to !== 'owner' && owners <= 1 ? refuse('directory.lastOwner') : null;
}

export interface Leaving {
  readonly actor: Role;
  readonly role: Role;
  readonly owners: number;
  /** Departments that the leaving member manages. */
  readonly manages: number;
  readonly handsOver: boolean;
}

/** May this one end that membership now? */
export function canDeactivate({
  actor,
  role,
  owners,
  manages,
  handsOver,
}: Leaving): Refusal<'directory.roleAboveOwn' | 'directory.lastOwner' | 'directory.handOverNeeded'> | null {
  if (!ends[actor].includes(role)) return refuse('directory.roleAboveOwn');
  if (role === 'owner' && owners <= 1) return refuse('directory.lastOwner');
  return manages > 0 && !handsOver ? refuse('directory.handOverNeeded', { departments: manages }) : null;
}
