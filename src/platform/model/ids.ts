import { z } from 'zod';

/** A branded id: a `MemberId` can never be passed where a `MessageId` is wanted. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

export type AccountId = Id<'account'>;
export type SessionId = Id<'session'>;
export type CompanyId = Id<'company'>;
export type MemberId = Id<'member'>;
export type DepartmentId = Id<'department'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;
export type FileId = Id<'file'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The schema of one kind of id: a lower-case UUID on the wire, branded in code. */
export function idOf<I extends Id<string>>(): z.ZodType<I, I> {
  return z.string().regex(UUID) as unknown as z.ZodType<I, I>;
}
