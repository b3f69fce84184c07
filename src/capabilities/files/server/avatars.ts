import { randomBytes } from 'node:crypto';
import { setAvatarVersion } from '#directory/server/index.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { filesEvent } from '../model/contract.ts';
import { avatarOf } from './avatar.ts';
import * as store from './store/avatars.ts';

const VERSION_BYTES = 15;

/** Sets the caller's own picture. */
export async function setAvatar(ctx: Context, { content }: { content: string }): Promise<{ avatar: string }> {
  const picture = await avatarOf(Buffer.from(content, 'base64'));
  const version = randomBytes(VERSION_BYTES).toString('base64url');
  await store.saveAvatar(ctx.tx, ctx.companyId, ctx.memberId, version, picture);
  await setAvatarVersion(ctx, version);
  await announce(ctx, filesEvent, { type: 'files.avatarChanged' }, { topic: ctx.memberId });
  return { avatar: version };
}

/** Goes back to letters. */
export async function removeAvatar(ctx: Context): Promise<Record<string, never>> {
  await store.deleteAvatar(ctx.tx, ctx.companyId, ctx.memberId);
  await setAvatarVersion(ctx, null);
  await announce(ctx, filesEvent, { type: 'files.avatarChanged' }, { topic: ctx.memberId });
  return {};
}
