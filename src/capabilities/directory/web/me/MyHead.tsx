import type { MemberId } from '#platform/model/ids.ts';
import { useCurrentCompany, useSession } from '#platform/web/session.ts';
import { useMember } from '../members/cards.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import './me.css';

/** Who I am in this company, at the head of "Me". */
export function MyHead() {
  const company = useCurrentCompany();
  const { account } = useSession();
  const id = (company?.memberId ?? null) as MemberId | null;
  const card = useMember(id);
  return (
    <div className="di-my-head">
      {id !== null && <MemberAvatar id={id} size={56} presence />}
      <div className="tl-grow">
        <b className="tl-one">{card?.name ?? account?.name}</b>
        <span className="tl-one tl-text-3">{card?.title || company?.name}</span>
      </div>
    </div>
  );
}
