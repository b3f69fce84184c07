import { type SubmitEvent, useState } from 'react';
import { FormError, useMe } from '#identity/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { MemberProfile } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { keepCards } from '../members/cards.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import { useZoneOptions } from '../timeZones.ts';
import { words } from '../words.ts';
import { usePictureField } from './pictureSlot.ts';
import './me.css';

/** What I show of myself in this company. */
export function ProfileSection() {
  const company = useCurrentCompany();
  const id = (company?.memberId ?? '') as MemberId;
  const answer = useAnswer(`directory.myProfile ${id}`, (signal) => directory.profile({ id }, { signal }));
  if (answer.value === null) {
    return answer.error === null ? (
      <Skeleton kind="form" rows={5} />
    ) : (
      <ErrorCard error={answer.error} onRetry={answer.reload} />
    );
  }
  return <ProfileForm key={answer.value.id} profile={answer.value} onSaved={answer.reload} />;
}

interface ProfileFormProps {
  readonly profile: MemberProfile;
  readonly onSaved: () => void;
}

function ProfileForm({ profile, onSaved }: ProfileFormProps) {
  const t = useWords(words);
  const me = useMe();
  const picture = usePictureField();
  const [name, setName] = useState(profile.name);
  const [title, setTitle] = useState(profile.title);
  const [phone, setPhone] = useState(profile.phone ?? '');
  const [timeZone, setTimeZone] = useState(profile.timeZone);
  const zones = useZoneOptions(timeZone);
  const step = useAct(async () => {
    const saved = await directory.editOwnProfile({
      name: name.trim(),
      title: title.trim(),
      phone: phone.trim() === '' ? null : phone.trim(),
      timeZone,
    });
    keepCards([saved]);
    onSaved();
    toast({ text: t.saved });
  });
  const changed =
    name.trim() !== profile.name ||
    title.trim() !== profile.title ||
    phone.trim() !== (profile.phone ?? '') ||
    timeZone !== profile.timeZone;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void step.run(undefined);
  }

  return (
    <>
      <Card>
        <div className="di-profile-picture">
          {picture.Field === null ? (
            <MemberAvatar id={profile.id} size={72} />
          ) : (
            <picture.Field memberId={profile.id} />
          )}
        </div>
      </Card>
      <Card title={t.myProfileHint}>
        <form className="di-profile-form" onSubmit={submit}>
          <TextField label={t.name} value={name} onChange={setName} autoComplete="name" required maxLength={60} />
          <TextField
            label={t.jobTitle}
            optional
            value={title}
            onChange={setTitle}
            autoComplete="organization-title"
            maxLength={60}
          />
          <TextField
            label={t.phone}
            optional
            value={phone}
            onChange={setPhone}
            type="tel"
            autoComplete="tel"
            maxLength={20}
          />
          <Select label={t.timeZone} value={timeZone} options={zones} onChange={setTimeZone} searchable />
          <FormError error={step.error} />
          <div>
            <Button type="submit" kind="primary" disabled={!changed} busy={step.busy}>
              {t.save}
            </Button>
          </div>
        </form>
      </Card>
      <Card title={t.byAdmin}>
        <dl className="di-given">
          <dt>{t.email}</dt>
          <dd>{profile.email ?? t.none}</dd>
          <dt>{t.employeeNumber}</dt>
          <dd>{profile.employeeNumber ?? t.none}</dd>
          {me !== null && (
            <>
              <dt>{t.accountNameOf}</dt>
              <dd>{me.accountName}</dd>
            </>
          )}
        </dl>
      </Card>
    </>
  );
}
