import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useZoneOptions, zoneHere } from '#directory/web/index.ts';
import { newId } from '#platform/web/newId.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { NAME_MAX, type Site, type SiteId } from '../../model/contract.ts';
import { countryOfZone } from '../../model/countries.ts';
import { isStrict } from '../../model/strict.ts';
import { worktime } from '../api.ts';
import { ConfirmedAct } from './ConfirmedAct.tsx';
import { countryName, useCountryOptions } from './countryNames.ts';
import { WorktimeForm } from './WorktimeForm.tsx';
import type { PartProps } from './settings.ts';
import { words } from './words.ts';

type Doing = { readonly what: 'new' } | { readonly what: 'edit' | 'remove'; readonly site: Site };

/** Where people work: a name, a clock, and the holidays of a country. */
export function SitesPart({ settings, onChanged }: PartProps) {
  const t = useWords(words);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const add = (
    <Button
      kind="primary"
      icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setDoing({ what: 'new' })}
    >
      {t.newSite}
    </Button>
  );
  const columns = useColumns(setDoing);
  return (
    <>
      {settings.sites.length > 0 && <div className="wt-bar">{add}</div>}
      <Table
        label={t.sites}
        columns={columns}
        rows={settings.sites}
        rowKey={({ id }) => id}
        onRow={(site) => setDoing({ what: 'edit', site })}
        empty={<EmptyState text={t.noSites} action={add} />}
      />
      {doing?.what === 'new' && <SiteDialog site={null} onClose={close} onChanged={onChanged} />}
      {doing?.what === 'edit' && <SiteDialog site={doing.site} onClose={close} onChanged={onChanged} />}
      {doing?.what === 'remove' && <RemoveSite site={doing.site} onClose={close} onChanged={onChanged} />}
    </>
  );
}

function useColumns(onDoing: (doing: Doing) => void): readonly Column<Site>[] {
  const t = useWords(words);
  const language = useLanguage();
  return [
    { key: 'name', label: t.name, width: 'wide', phone: 'title', cell: ({ name }) => name },
    { key: 'zone', label: t.timeZone, phone: 'meta', cell: ({ timeZone }) => timeZone.replaceAll('_', ' ') },
    {
      key: 'country',
      label: t.country,
      phone: 'meta',
      cell: ({ country }) => (country === null ? t.noCountry : countryName(country, language)),
    },
    {
      key: 'strict',
      label: t.strict,
      phone: 'meta',
      cell: ({ strict, country, timeZone }) => (isStrict(strict, country, timeZone) ? t.strict : ''),
    },
    { key: 'members', label: t.members, phone: 'meta', cell: ({ members }) => t.count(members) },
    {
      key: 'more',
      label: t.more,
      align: 'end',
      width: 'narrow',
      phone: 'end',
      cell: (site) => <RowMenu site={site} onDoing={onDoing} />,
    },
  ];
}

function RowMenu({ site, onDoing }: { readonly site: Site; readonly onDoing: (doing: Doing) => void }) {
  const t = useWords(words);
  return (
    // The row itself opens the site; what happens in the menu stays there.
    <span role="presentation" onClick={(event) => event.stopPropagation()}>
      <Menu
        label={t.moreFor(site.name)}
        align="end"
        trigger={<IconButton size="sm" icon={<IconDots size={18} stroke={1.75} />} label={t.moreFor(site.name)} />}
        items={[
          {
            label: t.edit,
            icon: <IconPencil size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'edit', site }),
          },
          { line: true },
          {
            label: t.remove,
            kind: 'danger',
            disabled: site.members > 0,
            icon: <IconTrash size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'remove', site }),
          },
        ]}
      />
    </span>
  );
}

interface DialogProps<Of> {
  readonly site: Of;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const NONE = 'none';

function SiteDialog({ site, onClose, onChanged }: DialogProps<Site | null>) {
  const t = useWords(words);
  const [id] = useState(() => site?.id ?? (newId() as SiteId));
  const [name, setName] = useState(site?.name ?? '');
  const [timeZone, setZone] = useState(() => site?.timeZone ?? zoneHere());
  const [country, setCountry] = useState(() => (site === null ? countryOfZone(zoneHere()) : site.country));
  const [strict, setStrict] = useState(site?.strict ?? null);
  const zones = useZoneOptions(timeZone);
  const countries = useCountryOptions();
  const fixed = site !== null && site.members > 0;
  const step = useAct(async () => {
    await worktime.saveSite({ id, name: name.trim(), timeZone, country, strict });
    toast({ text: t.saved, kind: 'success' });
    onChanged();
    onClose();
  });
  return (
    <WorktimeForm
      title={site === null ? t.newSite : t.editSite}
      action={t.save}
      ready={name.trim() !== ''}
      step={step}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        value={name}
        onChange={setName}
        maxLength={NAME_MAX}
        placeholder={t.siteHint}
        autoFocus
      />
      <Select
        label={t.timeZone}
        value={timeZone}
        options={zones}
        disabled={fixed}
        searchable
        onChange={(zone) => {
          setZone(zone);
          setCountry(countryOfZone(zone));
        }}
      />
      <Select
        label={t.country}
        value={country ?? NONE}
        options={[{ value: NONE, label: t.noCountry }, ...countries]}
        hint={fixed ? t.siteFixed(site.members) : t.countryHint}
        disabled={fixed}
        searchable
        onChange={(value) => setCountry(value === NONE ? null : value)}
      />
      <Select
        label={t.strict}
        value={strict === null ? 'law' : strict ? 'on' : 'off'}
        options={[
          { value: 'law', label: t.strictByLaw(isStrict(null, country, timeZone)) },
          { value: 'on', label: t.strictOn },
          { value: 'off', label: t.strictOff },
        ]}
        hint={t.strictHint}
        onChange={(value) => setStrict(value === 'law' ? null : value === 'on')}
      />
    </WorktimeForm>
  );
}

function RemoveSite({ site, onClose, onChanged }: DialogProps<Site>) {
  const t = useWords(words);
  return (
    <ConfirmedAct
      title={t.removeSite(site.name)}
      act={() => worktime.removeSite({ id: site.id })}
      said={t.removed(site.name)}
      onDone={onChanged}
      onClose={onClose}
    >
      {t.removeSiteText}
    </ConfirmedAct>
  );
}
