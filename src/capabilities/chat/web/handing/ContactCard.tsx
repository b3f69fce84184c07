import { IconIdBadge2 } from '@tabler/icons-react';
import { insiders } from '#directory/model/contract.ts';
import { MemberAvatar, MemberName, profilePath, useDepartments, useMember } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useStore } from '#platform/web/store.ts';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { chatStore } from '../chatStore.ts';
import { useMe } from '../useMe.ts';
import { words } from '../words.ts';
import { handingWords } from './words.ts';
import '../notice/card.css';
import './handing.css';

/** Who somebody is, as the directory shows him to whoever looks at the card. */
export function ContactCard({ memberId }: { readonly memberId: MemberId }) {
  const t = useWords(handingWords);
  const chat = useWords(words);
  const member = useMember(memberId);
  const { all } = useDepartments();
  const role = useCurrentCompany()?.role ?? 'guest';
  const isInside = (insiders as readonly string[]).includes(role);
  const me = useMe();
  const talks = useStore(chatStore, ({ conversations }) =>
    Object.values(conversations).some(({ peerId }) => peerId === memberId),
  );
  const departments = (all ?? []).filter(({ id }) => member?.departmentIds.includes(id)).map(({ name }) => name);
  const facts = [member?.title ?? '', departments.join(chat.listComma)].filter((one) => one !== '');
  // A guest writes to those who have written to him.
  const mayWrite = member?.active === true && memberId !== me && (isInside || talks);
  const who = (
    <>
      <MemberAvatar id={memberId} size={44} />
      <span className="tl-col">
        <b className="tl-one">
          <MemberName id={memberId} />
        </b>
        {facts.map((one) => (
          <small key={one} className="tl-one">
            {one}
          </small>
        ))}
        {member?.active === false && <small>{t.former}</small>}
      </span>
    </>
  );
  return (
    <section className="ch-card" aria-label={t.contact}>
      <p className="ch-card-head">
        <IconIdBadge2 size={16} stroke={1.75} aria-hidden />
        <b>{t.contact}</b>
      </p>
      {isInside ? (
        <Link to={profilePath(memberId)} className="ch-contact">
          {who}
        </Link>
      ) : (
        <div className="ch-contact">{who}</div>
      )}
      {(isInside || mayWrite) && (
        <div className="ch-card-foot">
          {mayWrite && <ButtonLink to={`/chat/with/${memberId}`}>{t.message}</ButtonLink>}
          {isInside && (
            <ButtonLink to={profilePath(memberId)} kind="quiet">
              {t.profile}
            </ButtonLink>
          )}
        </div>
      )}
    </section>
  );
}
