import { IconBell } from '@tabler/icons-react';
import { MemberAvatar, MemberName } from '#directory/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { InterruptionView } from '../model/contract.ts';
import { kindNames } from '../model/kindNames.ts';
import { words } from './words.ts';

interface InterruptionLineProps {
  readonly one: InterruptionView;
  readonly timeZone: string;
}

const TAGS = { hours: 'plain', ownWord: 'plain', onCall: 'urgent', override: 'override' } as const;

/** One interruption: who, what, where; when and how it came, or until when it was kept; and why. */
export function InterruptionLine({ one, timeZone }: InterruptionLineProps) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const { at, byId, source, kind, message, because, heldFor } = one;
  const kindName = kindNames[`${source}.${kind}`]?.[language] ?? '';
  const told = useHow(one, timeZone);
  return (
    <li className="tr-line">
      {byId === null ? (
        <span className="tr-mark" aria-hidden>
          <IconBell size={18} stroke={1.75} />
        </span>
      ) : (
        <MemberAvatar id={byId} size={32} />
      )}
      <div className="tl-grow">
        <p className="tr-who">
          <b>{byId === null ? t.fromTautline : <MemberName id={byId} bare />}</b>
          <span>{kindName}</span>
          <time dateTime={at.toISOString()}>{format.whenExactly(at, undefined, timeZone)}</time>
        </p>
        <p className="tr-how">
          {heldFor !== null && <Tag kind="held">{t.held}</Tag>}
          {because !== null && because !== 'hours' && <Tag kind={TAGS[because]}>{t[because]}</Tag>}
          <span>{told}</span>
        </p>
        {message !== null && (
          <Link className="tr-where" to={`/chat/${message.conversationId}?m=${message.number}`}>
            {message.name === '' ? t.inPlace : message.name}
          </Link>
        )}
      </div>
    </li>
  );
}

/** When and by what it came, or until when it was kept, in a sentence. */
function useHow({ toldAt, ways, because, heldFor, heldUntil, inDigest }: InterruptionView, timeZone: string): string {
  const t = useWords(words);
  const format = useFormat();
  const when = (moment: Date) => format.whenExactly(moment, undefined, timeZone);
  const by = ways.length === 0 ? '' : t.by(ways.map((way) => t[way]).join(t.comma));
  const kept = { off: t.heldOff, leave: t.heldLeave, focus: t.heldFocus, gathered: t.heldGathered };
  const parts = [
    heldFor === null || heldUntil === null ? '' : kept[heldFor](when(heldUntil)),
    heldFor === null || toldAt === null ? '' : inDigest ? t.inDigest(when(toldAt)) : t.toldAt(when(toldAt)),
    toldAt === null ? '' : by,
    heldFor === null && because === 'hours' ? t.hours : '',
  ];
  return parts.filter((part) => part !== '').join(t.comma);
}
