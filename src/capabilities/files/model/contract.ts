import { z } from 'zod';
import { command } from '#platform/model/contract.ts';
import { anyMember } from '#directory/model/contract.ts';

/** Avatars only, so far. */
export const filesCalls = {
  setAvatar: command({
    summary:
      'Sets the own picture: PNG, JPEG or WebP as base64, at most 5 MB; kept as a 256-pixel square without metadata.',
    allow: anyMember,
    input: z.object({ content: z.base64().max(7_000_000) }),
    output: z.object({ avatar: z.string() }),
    refusals: ['files.notAPicture', 'files.pictureTooLarge'],
    bodyMax: 7_100_000,
  }),
  removeAvatar: command({
    summary: 'Goes back to letters.',
    allow: anyMember,
    input: z.object({}),
    output: z.object({}),
    refusals: [],
  }),
};

export const filesEvent = z.discriminatedUnion('type', [z.object({ type: z.literal('files.avatarChanged') })]);
