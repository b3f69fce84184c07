import { MemberAvatar, useMembers } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useLanguage } from '#platform/web/words.ts';

/** Members by name, one a row. */
export function NameRows({ ids }: { readonly ids: readonly MemberId[] }) {
  const language = useLanguage();
  const cards = useMembers(ids);
  const inOrder = [...cards].sort((a, b) => a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en'));
  return (
    <ul className="ch-names">
      {inOrder.map((card) => (
        <li key={card.id}>
          <MemberAvatar id={card.id} size={24} />
          <span className="tl-one tl-grow">{card.name}</span>
        </li>
      ))}
    </ul>
  );
}
