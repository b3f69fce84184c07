import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type FileId, idOf } from '#platform/model/ids.ts';

/** So many files hang on one message at most. */
export const FILES_PER_MESSAGE_MAX = 10;
/** So many bytes of a file go in one request at most. */
export const SLICE_BYTES_MAX = 8 * 1024 * 1024;

const id = idOf<FileId>();
const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** By what is in a file, and by its name where that does not say. `picture` is shown, `image` is one that is not. */
export const fileKind = z.enum([
  'picture',
  'image',
  'video',
  'sound',
  'voice',
  'pdf',
  'document',
  'sheet',
  'slides',
  'text',
  'archive',
  'other',
]);
export type FileKind = z.output<typeof fileKind>;

/** A voice message is no longer than this, and no larger: five minutes at the best a browser records. */
export const VOICE_MS_MAX = 300_000;
export const VOICE_BYTES_MAX = 12 * 1024 * 1024;
export const VOICE_BARS = 64;

/** Of a voice message: how long it is, and how loud in each of its parts, from 0 to 100. */
const voice = z.object({
  // The last moment is measured, not counted.
  durationMs: z
    .number()
    .int()
    .min(1)
    .max(VOICE_MS_MAX + 1_000),
  peaks: z.array(z.number().int().min(0).max(100)).length(VOICE_BARS),
});
export type Voice = z.output<typeof voice>;

/** A file as it hangs on something: all that a screen needs before it loads a byte of it. */
export const attachment = z.object({
  id,
  name: z.string(),
  size: bytes,
  kind: fileKind,
  /** Of a picture, upright, in pixels; null for all else. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Of a voice message; messages of older days have none, and say none. */
  voice: voice.optional(),
});
export type Attachment = z.output<typeof attachment>;

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
  limits: query({
    summary: 'How large a file may be, in bytes.',
    allow: anyMember,
    input: z.object({}),
    output: z.object({ fileMax: bytes }),
    refusals: [],
  }),
  startUpload: command({
    summary:
      'Begins to bring a file, or goes on with it: the id is made by the sender, the answer says from which byte on. The bytes go to PATCH /files/upload/<id>.',
    allow: anyMember,
    input: z
      .object({ id, name: z.string().max(1_000), size: bytes.min(1), voice: voice.optional() })
      .refine((file) => file.voice === undefined || file.size <= VOICE_BYTES_MAX, { path: ['size'] }),
    output: z.object({ received: bytes }),
    refusals: ['files.tooLarge', 'files.quotaReached', 'files.noRoom', 'files.tooManyUploads', 'files.idTaken'],
  }),
  finishUpload: command({
    summary: 'Looks at a file whose bytes are all there and makes it ready to be attached; a retry answers the same.',
    allow: anyMember,
    input: z.object({ id }),
    output: attachment,
    refusals: [
      'files.unknown',
      'files.unfinished',
      'files.brokenPicture',
      'files.tooManyPixels',
      'files.notVoice',
      'files.noRoom',
    ],
  }),
  cancelUpload: command({
    summary: 'Gives up a file that hangs nowhere yet; its bytes are gone.',
    allow: anyMember,
    input: z.object({ id }),
    output: z.object({}),
    refusals: [],
  }),
};

export const filesEvent = z.discriminatedUnion('type', [z.object({ type: z.literal('files.avatarChanged') })]);
