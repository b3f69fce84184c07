import { ledgerReaders } from '#directory/model/contract.ts';
import { cardsOf, membersWithRole, watchings, type WatchingRow, yetToVote } from '#directory/server/index.ts';
import type { Mark, Outbox, Sight, Source } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { FollowContext, Follower } from '#platform/server/follower.ts';
import { type RuleKind, ruleKinds, TOLD, wordsOf } from '../model/notifying.ts';

/** What there is to tell of the two keys: each request is a place. */
export const source: Source = {
  name: 'rules',
  kinds: ruleKinds,

  async look(ctx, marks) {
    const rows = new Map((await watchings(ctx)).map((row) => [row.id as string, row]));
    const cards = await cardsOf(ctx.tx, ctx.companyId, [...new Set([...rows.values()].map(({ askedBy }) => askedBy))]);
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    return marks.map((mark) => {
      const row = rows.get(mark.place);
      return row === undefined ? null : sightOf(row, mark, names.get(row.askedBy) ?? '');
    });
  },
};

function sightOf(row: WatchingRow, { memberId, number }: Mark, asker: string): Sight {
  const kind = (Object.keys(TOLD) as RuleKind[]).find((one) => TOLD[one] === number) ?? 'keyAsked';
  return {
    isOver: !kindsOf(row).includes(kind),
    isOwn: kind === 'keyAsked' && row.askedBy === memberId,
    setting: 'all',
    byId: kind === 'keyAsked' ? row.askedBy : null,
    message: null,
    told: { title: asker, from: '', text: wordsOf(kind, row.name, row.step, row.told === 'agreed') },
    path: '/me/rules',
  };
}

/** What a request is told as, by how it stands. */
function kindsOf({ told }: Pick<WatchingRow, 'told'>): RuleKind[] {
  if (told === 'asked') return ['keyAsked'];
  if (told === 'agreed' || told === 'refused') return ['answered'];
  return told === 'ending' ? ['ending'] : [];
}

/** Tells the outbox, after the commit, whom a request waits for, that it has an answer, or that an agreement will end. */
export function notifying(outbox: Outbox): Follower {
  return {
    types: ['directory.watchingChanged'],

    async handle(ctx, events) {
      const ids = new Set(
        events.flatMap(({ payload }) => (typeof payload?.['id'] === 'string' ? [payload['id']] : [])),
      );
      const rows = (await watchings(ctx)).filter(({ id }) => ids.has(id));
      const marks: (Mark & { kind: RuleKind })[] = [];
      for (const row of rows) {
        for (const kind of kindsOf(row)) {
          for (const memberId of await audienceOf(ctx, row, kind)) {
            marks.push({ memberId, place: row.id, number: TOLD[kind], kind });
          }
        }
      }
      await outbox.plan(ctx, source, marks);
      const over = rows.flatMap((row) =>
        (Object.keys(TOLD) as RuleKind[])
          .filter((kind) => !kindsOf(row).includes(kind))
          .map((kind) => ({ place: row.id, number: TOLD[kind] })),
      );
      await outbox.recall(ctx, source, over);
    },

    begin: (ctx, step) => outbox.reconsiderAll(ctx, source, step),
  };
}

async function audienceOf(ctx: FollowContext, row: WatchingRow, kind: RuleKind): Promise<MemberId[]> {
  if (kind === 'answered') return [row.askedBy];
  if (kind === 'ending') return membersWithRole(ctx.tx, ctx.companyId, ledgerReaders);
  return row.key === 'vote' ? yetToVote(ctx, row.id) : [...row.holderIds];
}
