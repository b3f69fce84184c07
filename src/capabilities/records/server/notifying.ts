import { heldAt } from '#directory/model/contract.ts';
import { cardsOf, tenuresOf } from '#directory/server/index.ts';
import type { Mark, Outbox, Sight, Source } from '#outbox/server/index.ts';
import type { FollowContext, Follower } from '#platform/server/follower.ts';
import type { ExportId } from '../model/contract.ts';
import { type RecordKind, recordKinds, TOLD } from '../model/notifying.ts';
import { answeredWords, answerOf } from '../model/words.ts';
import * as store from './store/exports.ts';

/** What the records have to tell: each export is a place. */
export const source: Source = {
  name: 'records',
  kinds: recordKinds,

  async look(ctx, marks) {
    const ids = [...new Set(marks.map(({ place }) => place as ExportId))];
    const rows = new Map((await store.findExports(ctx, ids)).map((row) => [row.id as string, row]));
    const cards = await cardsOf(ctx.tx, ctx.companyId, [...new Set([...rows.values()].map(({ askedBy }) => askedBy))]);
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    return marks.map((mark) => {
      const row = rows.get(mark.place);
      return row === undefined ? null : sightOf(row, mark, names.get(row.askedBy) ?? '');
    });
  },
};

function sightOf(row: store.ExportRow, { memberId, number }: Mark, asker: string): Sight {
  if (number === TOLD.keyAsked) {
    return {
      isOver: row.state !== 'asked',
      isOwn: row.askedBy === memberId,
      byId: row.askedBy,
      message: null,
      setting: 'all',
      // Names and purpose are words of people: they need no language of ours.
      told: { title: asker, from: '', text: row.purpose },
      path: '/admin/records',
    };
  }
  const t = answeredWords[row.language];
  return {
    isOver: !hasAnswer(row),
    isOwn: row.askedBy !== memberId,
    byId: null,
    message: null,
    setting: 'all',
    told: { title: t.title, from: '', text: row.kind === 'own' ? t.own : answerOf(row, t) },
    path: row.kind === 'own' ? '/me/data' : '/admin/records',
  };
}

/** Tells the outbox, after the commit, that somebody waits for an answer, or has one. */
export function notifying(outbox: Outbox): Follower {
  return {
    types: ['records.copyChanged', 'records.requestChanged'],

    async handle(ctx, events) {
      const rows = await store.findExports(ctx, [...new Set(events.flatMap(({ payload }) => idIn(payload)))]);
      const marks: (Mark & { kind: RecordKind })[] = [];
      for (const row of rows) marks.push(...(await marksOf(ctx, row)));
      await outbox.plan(ctx, source, marks);
      const over = rows.flatMap((row) => [
        ...(row.state === 'asked' ? [] : [{ place: row.id, number: TOLD.keyAsked }]),
        ...(hasAnswer(row) ? [] : [{ place: row.id, number: TOLD.answered }]),
      ]);
      await outbox.recall(ctx, source, over);
    },

    begin: (ctx, step) => outbox.reconsiderAll(ctx, source, step),
  };
}

function idIn(payload: Record<string, unknown> | null): ExportId[] {
  const id = payload?.['id'] ?? (payload?.['copy'] as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? [id as ExportId] : [];
}

/** Is there something that whoever asked has not seen to yet? */
function hasAnswer({ state, downloads }: store.ExportRow): boolean {
  return state === 'refused' || state === 'holding' || (state === 'ready' && downloads === 0);
}

async function marksOf(ctx: FollowContext, row: store.ExportRow): Promise<(Mark & { kind: RecordKind })[]> {
  if (hasAnswer(row)) {
    return [{ memberId: row.askedBy, place: row.id, number: TOLD.answered, kind: 'answered' }];
  }
  if (row.state !== 'asked' || row.key === null) return [];
  return heldAt(await tenuresOf(ctx, [row.key]), row.askedAt)
    .filter(({ memberId }) => memberId !== row.askedBy)
    .map(({ memberId }) => ({ memberId, place: row.id, number: TOLD.keyAsked, kind: 'keyAsked' }));
}
