import { IconLock } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { FormError, loadMe } from '#identity/web/index.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { chooseCompany, useSession } from '#platform/web/session.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button, ButtonLink } from '#platform/web/ui/Button.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Preset } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { useZoneOptions, zoneHere } from '../timeZones.ts';
import { words } from '../words.ts';
import { StyleCards } from './StyleCards.tsx';
import './company.css';

/** `/companies/new`: a name, a time zone, a style, and the company is there. */
export function NewCompanyPage() {
  const t = useWords(words);
  const go = useGo();
  const { companies } = useSession();
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(zoneHere);
  const [preset, setPreset] = useState<Preset>('balanced');
  const zones = useZoneOptions(timeZone);
  const step = useAct(async () => {
    const { companyId } = await directory.createCompany({ name: name.trim(), timeZone, preset }, { companyId: null });
    await loadMe();
    chooseCompany(companyId);
    go('/', { replace: true });
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void step.run(undefined);
  }

  return (
    <OpenPage
      title={t.newCompany}
      subtitle={t.newCompanyText}
      foot={companies.length > 0 ? <ButtonLink to="/me/companies">{t.cancel}</ButtonLink> : undefined}
    >
      <form className="di-form" onSubmit={submit}>
        <TextField
          label={t.companyName}
          value={name}
          onChange={setName}
          autoComplete="organization"
          required
          maxLength={60}
          autoFocus
        />
        <Select label={t.timeZone} value={timeZone} options={zones} onChange={setTimeZone} searchable />
        <StyleCards value={preset} onChange={setPreset} />
        <p className="di-floor">
          <IconLock size={16} stroke={1.75} aria-hidden />
          {t.floorNote}
        </p>
        <FormError error={step.error} />
        <Button type="submit" kind="primary" size="big" wide busy={step.busy}>
          {t.createIt}
        </Button>
      </form>
    </OpenPage>
  );
}
