import { IconMail, IconMessage, IconPencil, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { usePresenceWord } from '#platform/web/ui/Avatar.tsx';
import { Button, ButtonLink } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { MemberProfile } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { useDepartments, wayTo } from '../departments.ts';
import { membersChanged, useAgain } from '../live.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import { MemberName } from '../members/MemberName.tsx';
import { usePresence } from '../members/presence.ts';
import { useRoleNames } from '../roles.ts';
import { useProfileActions } from '../slots.ts';
import { words } from '../words.ts';
import { profilePath } from './paths.ts';
import './people.css';

interface ProfileCardProps {
  readonly id: MemberId;
}

/** Who somebody is: for the side pane, and for a page of its own on a phone. */
export function ProfileCard({ id }: ProfileCardProps) {
  const answer = useAnswer(`directory.profile ${id}`, (signal) => directory.profile({ id }, { signal }));
  useAgain(membersChanged, answer.reload);
  const profile = answer.value;
  if (profile === null) {
    return answer.error === null ? (
      <Skeleton kind="form" rows={4} />
    ) : (
      <ErrorCard error={answer.error} onRetry={answer.reload} />
    );
  }
  return <Profile profile={profile} />;
}

function PresenceLine({ id }: { readonly id: MemberId }) {
  const word = usePresenceWord(usePresence(id));
  return word === '' ? null : <p className="tl-small tl-text-3">{word}</p>;
}

function Profile({ profile }: { readonly profile: MemberProfile }) {
  const t = useWords(words);
  const roleNames = useRoleNames();
  const company = useCurrentCompany();
  const isMe = company?.memberId === profile.id;
  return (
    <article className="di-profile">
      <header>
        <MemberAvatar id={profile.id} size={72} presence />
        <h2>{profile.name}</h2>
        {profile.active && <PresenceLine id={profile.id} />}
        {profile.title !== '' && <p className="tl-text-2">{profile.title}</p>}
        <p className="di-tags">
          {profile.role === 'guest' && <Tag kind="external">{t.external}</Tag>}
          {profile.role !== 'member' && profile.role !== 'guest' && <Tag>{roleNames[profile.role]}</Tag>}
          {!profile.active && <Tag>{t.former}</Tag>}
        </p>
        {isMe ? (
          <ButtonLink to="/me/profile" wide icon={<IconPencil size={18} stroke={1.75} aria-hidden />}>
            {t.editMine}
          </ButtonLink>
        ) : (
          profile.active && (
            <ButtonLink
              to={`/chat/with/${profile.id}`}
              kind="primary"
              wide
              icon={<IconMessage size={18} stroke={1.75} aria-hidden />}
            >
              {t.message}
            </ButtonLink>
          )
        )}
        {!isMe && profile.active && <Actions id={profile.id} />}
      </header>
      <Facts profile={profile} />
    </article>
  );
}

/** What the storeys above can do with somebody. */
function Actions({ id }: ProfileCardProps) {
  const language = useLanguage();
  return useProfileActions().map(({ id: name, label, icon: Icon, onSelect }) => (
    <Button key={name} wide icon={<Icon size={18} stroke={1.75} />} onClick={() => onSelect(id)}>
      {label[language]}
    </Button>
  ));
}

function Facts({ profile }: { readonly profile: MemberProfile }) {
  const t = useWords(words);
  const format = useFormat();
  const { all } = useDepartments();
  const [now] = useState(() => new Date());
  return (
    <dl className="di-facts">
      <dt>{t.department}</dt>
      <dd>
        {profile.departmentIds.length === 0 && <span className="tl-text-3">{t.noDepartment}</span>}
        {profile.departmentIds.map((departmentId) => (
          <Link key={departmentId} to={`/people/${departmentId}`} className="di-fact-line">
            {wayTo(all ?? [], departmentId)
              .map((one) => one.name)
              .join(' / ')}
          </Link>
        ))}
      </dd>
      {profile.managerIds.length > 0 && (
        <>
          <dt>{t.managers}</dt>
          <dd>
            {profile.managerIds.map((managerId) => (
              <Link key={managerId} to={profilePath(managerId)} className="di-fact-person">
                <MemberAvatar id={managerId} size={24} />
                <span>
                  <MemberName id={managerId} bare />
                </span>
              </Link>
            ))}
          </dd>
        </>
      )}
      {profile.email !== null && (
        <>
          <dt>{t.email}</dt>
          <dd>
            <a href={`mailto:${profile.email}`} className="di-fact-line" aria-label={t.mail(profile.email)}>
              <IconMail size={16} stroke={1.75} aria-hidden />
              {profile.email}
            </a>
          </dd>
        </>
      )}
      {profile.phone !== null && (
        <>
          <dt>{t.phone}</dt>
          <dd>
            <a href={`tel:${profile.phone}`} className="di-fact-line" aria-label={t.call(profile.phone)}>
              <IconPhone size={16} stroke={1.75} aria-hidden />
              {profile.phone}
            </a>
          </dd>
        </>
      )}
      {profile.employeeNumber !== null && (
        <>
          <dt>{t.employeeNumber}</dt>
          <dd>{profile.employeeNumber}</dd>
        </>
      )}
      <dt>{t.timeZone}</dt>
      <dd>
        {profile.timeZone} <span className="tl-text-3">{t.localTime(format.clock(now, profile.timeZone))}</span>
      </dd>
    </dl>
  );
}
