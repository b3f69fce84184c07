import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { type CompanyId, idOf } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { peopleKeepers } from '../roles.ts';
import { departmentId, invite, type InviteId, memberId, name, none, role, token } from '../shapes.ts';

/** How somebody comes in: invites, seats, requests. */
export const joiningCalls = {
  createInvite: command({
    summary: 'Makes an invite link.',
    allow: peopleKeepers,
    input: z.object({
      role,
      departmentId: departmentId.nullable(),
      days: z.number().int().min(1).max(90),
      uses: z.number().int().min(1).max(10_000).nullable(),
    }),
    output: invite,
    refusals: ['directory.roleAboveOwn', 'directory.departmentUnknown'],
  }),
  inviteToSeat: command({
    summary:
      'Makes a new invite to a seat that nobody has taken: for one who was imported, or whose invite has run out.',
    allow: peopleKeepers,
    input: z.object({ id: memberId }),
    output: z.object({ inviteLink: z.string() }),
    refusals: ['directory.memberUnknown', 'directory.seatTaken', 'directory.roleAboveOwn'],
  }),
  invites: query({
    summary: 'The invites that still work.',
    allow: peopleKeepers,
    input: none,
    output: z.array(invite.omit({ link: true })),
    refusals: [],
  }),
  revokeInvite: command({
    summary: 'Ends an invite.',
    allow: peopleKeepers,
    input: z.object({ id: idOf<InviteId>() }),
    output: none,
    refusals: [],
  }),
  inviteInfo: query({
    summary: 'What an invite leads to, for its holder.',
    allow: 'anyone',
    input: z.object({ invite: token }),
    output: z.object({
      companyName: z.string(),
      role,
      departmentName: z.string().nullable(),
      needsApproval: z.boolean(),
      /** Set when the invite is to a seat that waits for one person. */
      memberName: z.string().nullable(),
    }),
    refusals: ['directory.inviteGone'],
  }),
  acceptInvite: command({
    summary: 'Joins a company with the signed-in account, at once or after approval.',
    allow: 'account',
    input: z.object({ invite: token, name }),
    output: z.object({ companyId: idOf<CompanyId>(), memberId, status: z.enum(['active', 'waiting']) }),
    refusals: ['directory.inviteGone', 'directory.alreadyMember'],
  }),
  joinRequests: query({
    summary: 'Who asked to join and waits.',
    allow: peopleKeepers,
    input: none,
    output: z.array(
      z.object({
        memberId,
        name,
        accountName: z.string(),
        role,
        departmentId: departmentId.nullable(),
        askedAt: instant,
      }),
    ),
    refusals: [],
  }),
  answerJoinRequest: command({
    summary: 'Lets somebody in who asked, or not.',
    allow: peopleKeepers,
    input: z.object({ memberId, approve: z.boolean() }),
    output: none,
    refusals: ['directory.memberUnknown', 'directory.roleAboveOwn'],
  }),
};
