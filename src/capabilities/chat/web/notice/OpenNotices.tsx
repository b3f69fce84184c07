import { MemberAvatar, useMember } from '#directory/web/index.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { useWords } from '#platform/web/words.ts';
import { useConversation } from '../chatStore.ts';
import { useHasPassed } from '../useHasPassed.ts';
import { withNames } from '../composing.ts';
import { useMentionNames, useTitle } from '../names.tsx';
import type { OpenNotice } from './open.ts';
import { openNotices } from './openNotices.ts';
import { noticeWords } from './words.ts';

/** Own notices that wait, those due first at the top; each leads to its place, where it is read and acknowledged. */
export function OpenNotices({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(noticeWords);
  const all = useStore(openNotices);
  return (
    <Dialog open onClose={onClose} title={t.open} width="narrow">
      {all.length === 0 ? (
        <p className="tl-text-2">{t.noneOpen}</p>
      ) : (
        <ul className="ch-open-list">
          {all.map((one) => (
            <li key={one.message.id}>
              <Line notice={one} onClose={onClose} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Line({ notice: { message, dueAt }, onClose }: { readonly notice: OpenNotice; readonly onClose: () => void }) {
  const t = useWords(noticeWords);
  const format = useFormat();
  const isPast = useHasPassed(dueAt);
  const go = useGo();
  const title = useTitle(useConversation(message.conversationId));
  const author = useMember(message.authorId);
  const nameOf = useMentionNames(message.text);
  const due = dueAt === null ? t.anyTime : (isPast ? t.overdue : t.dueBy)(format.whenExactly(dueAt));
  return (
    <button
      type="button"
      onClick={() => {
        onClose();
        go(`/chat/${message.conversationId}?m=${message.number}`);
      }}
    >
      <MemberAvatar id={message.authorId} size={32} />
      <span className="tl-col tl-grow">
        <span className="ch-open-text">{plainText(withNames(message.text, nameOf))}</span>
        <small>{t.inConversation(title === '' ? (author?.name ?? '') : title, due)}</small>
      </span>
    </button>
  );
}
