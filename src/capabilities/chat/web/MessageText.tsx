import { memo } from 'react';
import { useMember } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { Markdown } from '#platform/web/ui/Markdown.tsx';
import { useWords } from '#platform/web/words.ts';
import { chatStore } from './chatStore.ts';
import { words } from './words.ts';

const mention = (id: string) => <Mention id={id} />;

/** What somebody wrote, with format and mentions. */
export const MessageText = memo(function MessageText({ text }: { readonly text: string }) {
  return <Markdown text={text} mention={mention} />;
});

function Mention({ id }: { readonly id: string }) {
  const t = useWords(words);
  const me = useStore(chatStore, (state) => state.me);
  const member = useMember(id === 'all' ? null : (id as MemberId));
  const name = id === 'all' ? t.everybody : (member?.name ?? '…');
  return (
    <span className="tl-mention" data-me={id === 'all' || id === me ? '' : undefined}>
      @{name}
    </span>
  );
}
