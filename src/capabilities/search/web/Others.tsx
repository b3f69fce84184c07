import { useMemo } from 'react';
import { ConversationAvatar, conversationsNamed, chatStore, useTitle } from '#chat/web/index.ts';
import type { Conversation } from '#chat/model/contract.ts';
import { MemberAvatar, useMemberSearch } from '#directory/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

const MOST = 50;

/** Members by name, pinyin, initials; each leads to the conversation with him. */
export function FoundPeople({ text }: { readonly text: string }) {
  const t = useWords(words);
  const { value, error, busy, reload } = useMemberSearch(text, MOST);
  if (text === '') return <EmptyState text={t.beginPeople} />;
  if (value === null || value === undefined) {
    return busy || error === null ? (
      <Skeleton kind="list" rows={6} />
    ) : (
      <ErrorCard error={error} title={t.failed} onRetry={reload} />
    );
  }
  if (value.length === 0) return <EmptyState text={t.noPerson(text)} />;
  return (
    <div className="se-list">
      <ul aria-label={t.people}>
        {value.map(({ id, name, title }) => (
          <li key={id}>
            <Link to={`/chat/with/${id}`} className="se-row">
              <MemberAvatar id={id} size={36} />
              <span className="se-row-text">
                <b className="tl-one se-name">{name}</b>
                <span className="tl-one se-where">{title}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Conversations one is in, by name, pinyin, initials. */
export function FoundConversations({ text }: { readonly text: string }) {
  const t = useWords(words);
  const all = useStore(chatStore, ({ conversations }) => conversations);
  const answer = useAnswer(`chat.named ${text}`, () => conversationsNamed(text, MOST));
  const shown = useMemo(() => (answer.value ?? []).flatMap((id) => all[id] ?? []), [answer.value, all]);
  if (answer.value === null && answer.error === null) return <Skeleton kind="list" rows={6} />;
  if (shown.length === 0) return <EmptyState text={t.noConversation(text)} />;
  return (
    <div className="se-list">
      <ul aria-label={t.conversations}>
        {shown.map((one) => (
          <li key={one.id}>
            <ConversationRow conversation={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ConversationRow({ conversation }: { readonly conversation: Conversation }) {
  const title = useTitle(conversation);
  return (
    <Link to={`/chat/${conversation.id}?via=search`} className="se-row">
      <ConversationAvatar conversation={conversation} size={36} />
      <span className="se-row-text">
        <b className="tl-one se-name">{title}</b>
        <span className="tl-one se-where">{conversation.description}</span>
      </span>
    </Link>
  );
}
