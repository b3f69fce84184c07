import { cardsOf } from '#directory/server/index.ts';
import { mentionsIn, namedIn } from '#chat/model/contract.ts';
import type { Source } from '#outbox/server/index.ts';
import { dingKinds } from '../model/notifying.ts';
import { numberOf } from '../model/ladder.ts';
import { sights } from './store/recipients.ts';

/** What dings tell: each is a place of its own in the outbox, and each telling a number in it. */
export const source: Source = {
  name: 'ding',
  kinds: dingKinds,

  async look(ctx, marks) {
    const rows = new Map((await sights(ctx, marks)).map((row) => [row.place, row]));
    const wanted = new Set(
      [...rows.values()].flatMap(({ authorId, text }) => [authorId, ...mentionsIn(text).memberIds]),
    );
    const cards = wanted.size === 0 ? [] : await cardsOf(ctx.tx, ctx.companyId, [...wanted]);
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    return marks.map(({ number }, index) => {
      const row = rows.get(index + 1);
      if (row === undefined) return null;
      // What was told of an earlier run, or step, is past as soon as there is a later one.
      const isPast = row.state === 'waits' && number < numberOf(row.run, 0);
      return {
        isOver: row.dingState !== 'sent' || !['waits', 'full', 'ended', 'later'].includes(row.state) || isPast,
        isOwn: false,
        byOverride: row.byOverride,
        byId: row.authorId,
        message: { conversationId: row.conversationId, number: row.number },
        setting: 'all',
        told: {
          title: names.get(row.authorId) ?? '',
          from: '',
          text: namedIn(row.text, (id) => names.get(id) ?? '') || row.files.map(({ name }) => name).join(' '),
        },
        path: `/chat/${row.conversationId}?m=${row.number}`,
      };
    });
  },
};
