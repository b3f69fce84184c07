import { useAnswer } from '#platform/web/useAnswer.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../model/contract.ts';
import { deviceNow, useTimeline } from './chatStore.ts';
import { MessageText } from './MessageText.tsx';
import { words } from './words.ts';
import './earlierTexts.css';

interface EarlierTextsProps {
  readonly message: ShownMessage;
  readonly onClose: () => void;
}

/** What a message said before it was edited, and what it says now; in their order, without times. */
export function EarlierTexts({ message: asked, onClose }: EarlierTextsProps) {
  const t = useWords(words);
  const { conversationId, number } = asked;
  const timeline = useTimeline(conversationId);
  const message = timeline?.messages.find((one) => one.number === number) ?? asked;
  // Edited or recalled while it is open: asked anew.
  const stamp = `${message.editedAt?.getTime()} ${message.recalled}`;
  const answer = useAnswer(`chat.earlierTexts ${conversationId} ${number} ${stamp}`, async () =>
    deviceNow()?.calls.earlierTexts({ conversationId, number }),
  );
  const texts = answer.value?.texts;
  const nameOf = (place: number) => (place === 0 ? t.firstSaid : t.thenSaid(place));
  return (
    <Dialog open onClose={onClose} title={t.earlierTexts} consequence={t.whoSeesEarlier}>
      {answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
      {answer.error === null && texts === undefined && <Skeleton kind="list" rows={2} />}
      {texts !== undefined && (
        <ol className="ch-earlier">
          {texts.length === 0 && !message.recalled && <li className="tl-text-3">{t.earlierUnknown}</li>}
          {texts.map((text, place) => (
            // Texts only ever come at the end: a place is who it is.
            <Said key={nameOf(place)} name={nameOf(place)} text={text} />
          ))}
          {!message.recalled && <Said name={t.nowSays} text={message.text} now />}
          {message.recalled && <li className="tl-text-3">{t.quoteGone}</li>}
        </ol>
      )}
    </Dialog>
  );
}

interface SaidProps {
  readonly name: string;
  readonly text: string;
  readonly now?: boolean;
}

function Said({ name, text, now = false }: SaidProps) {
  const t = useWords(words);
  return (
    <li data-now={now ? '' : undefined}>
      <b>{name}</b>
      {text === '' ? <span className="tl-text-3">{t.noWords}</span> : <MessageText text={text} />}
    </li>
  );
}
