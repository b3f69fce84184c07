import type { InputOf } from '#platform/model/contract.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { type chatCalls, chatEvent, SECTIONS_MAX } from '../model/contract.ts';
import * as store from './store/sections.ts';
import { ensureInside } from './history.ts';

type Calls = typeof chatCalls;

/** The own devices hear all of them anew: they are few. */
async function tell(ctx: Context): Promise<Record<string, never>> {
  const sections = await store.sectionsOf(ctx);
  await announce(ctx, chatEvent, { type: 'chat.sectionsChanged', sections }, { topic: ctx.memberId });
  return {};
}

export async function makeSection(ctx: Context, { id, name }: InputOf<Calls['makeSection']>) {
  await store.lockSections(ctx);
  const known = await store.sectionsOf(ctx);
  if (known.some((one) => one.id === id)) return {};
  ensure(known.length < SECTIONS_MAX ? null : refuse('chat.tooManySections', { max: SECTIONS_MAX }));
  await store.insertSection(ctx, id, name);
  return tell(ctx);
}

export async function renameSection(ctx: Context, { id, name }: InputOf<Calls['renameSection']>) {
  ensure((await store.renameSection(ctx, id, name)) ? null : refuse('chat.sectionUnknown'));
  return tell(ctx);
}

export async function removeSection(ctx: Context, { id }: InputOf<Calls['removeSection']>) {
  ensure((await store.deleteSection(ctx, id)) ? null : refuse('chat.sectionUnknown'));
  return tell(ctx);
}

export async function orderSections(ctx: Context, { ids }: InputOf<Calls['orderSections']>) {
  await store.lockSections(ctx);
  await store.orderSections(ctx, ids);
  return tell(ctx);
}

export async function setSection(ctx: Context, { conversationId, sectionId }: InputOf<Calls['setSection']>) {
  await ensureInside(ctx, conversationId);
  ensure((await store.putInto(ctx, conversationId, sectionId)) ? null : refuse('chat.sectionUnknown'));
  return tell(ctx);
}
