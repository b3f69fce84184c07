import { IconBoltFilled } from '@tabler/icons-react';
import { useMentionNames, withNames } from '#chat/web/index.ts';
import { MemberName } from '#directory/web/index.ts';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import type { Ding } from '../model/contract.ts';
import { useSaid } from '#files/web/index.ts';

/** Who asks and what, in a line or two: for where a ding stands outside its conversation. */
export function WhoSaid({ ding }: { readonly ding: Ding }) {
  const nameOf = useMentionNames(ding.text);
  const said = useSaid();
  return (
    <>
      <IconBoltFilled size={18} aria-hidden />
      <span>
        <b>
          <MemberName id={ding.authorId} />
        </b>
        <span className="dg-banner-words">{said(plainText(withNames(ding.text, nameOf)), ding.files)}</span>
      </span>
    </>
  );
}
