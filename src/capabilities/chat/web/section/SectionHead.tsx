import { IconArrowDown, IconArrowUp, IconChevronRight, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from '#platform/web/store.ts';
import { usePhone } from '#platform/web/useMedia.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Counter } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Section } from '../../model/contract.ts';
import { chatStore } from '../chatStore.ts';
import { moveSection, removeSection, renameSection, setFolded } from './acting.ts';
import { sectionWords } from './words.ts';
import './section.css';

export const NAME_LENGTH_MAX = 40;

interface SectionHeadProps {
  readonly section: Section;
  readonly folded: boolean;
  /** What waits in it. */
  readonly attention: { readonly unread: number; readonly mentions: number };
  /** Something is dragged over it. */
  readonly over: boolean;
  readonly isEmpty: boolean;
}

/** The heading of a section: folds it, says what waits in a folded one, and what can be done with it. */
export function SectionHead({ section, folded, attention, over, isEmpty }: SectionHeadProps) {
  const t = useWords(sectionWords);
  const phone = usePhone();
  const [renaming, setRenaming] = useState(false);
  const ids = useStore(chatStore, (state) => state.sections.map(({ id }) => id));
  const { id, name } = section;
  const at = ids.indexOf(id);
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <>
      <div className="ch-own-section" data-section={id} data-over={over ? '' : undefined}>
        <h2>
          <button
            type="button"
            className="ch-fold"
            aria-expanded={!folded}
            aria-label={folded ? t.unfold(name) : t.fold(name)}
            onClick={() => setFolded(id, !folded)}
          >
            <IconChevronRight size={14} stroke={2} aria-hidden />
            <span className="tl-one">{name}</span>
          </button>
        </h2>
        {folded && <Counter kind={attention.mentions > 0 ? 'mention' : 'unread'} count={attention.unread} />}
        <Menu
          label={t.actions(name)}
          align="end"
          trigger={<IconButton icon={<IconDots size={16} stroke={1.75} />} label={t.actions(name)} size="sm" />}
          items={[
            { label: t.rename, icon: <IconPencil {...icon} />, onSelect: () => setRenaming(true) },
            { label: t.up, icon: <IconArrowUp {...icon} />, disabled: at <= 0, onSelect: () => moveSection(id, -1) },
            {
              label: t.down,
              icon: <IconArrowDown {...icon} />,
              disabled: at === ids.length - 1,
              onSelect: () => moveSection(id, 1),
            },
            { line: true },
            { label: t.remove, icon: <IconTrash {...icon} />, kind: 'danger', onSelect: () => removeSection(id) },
          ]}
        />
      </div>
      {isEmpty && !folded && (
        <p className="ch-section-empty" data-section={id}>
          {phone ? t.emptyPhone : t.empty}
        </p>
      )}
      {renaming && <RenameDialog section={section} onClose={() => setRenaming(false)} />}
    </>
  );
}

function RenameDialog({ section, onClose }: { readonly section: Section; readonly onClose: () => void }) {
  const t = useWords(sectionWords);
  const [name, setName] = useState(section.name);
  function save(): void {
    if (name.trim() !== section.name) renameSection(section.id, name.trim());
    onClose();
  }
  return (
    <FormDialog
      title={t.rename}
      width="narrow"
      action={t.save}
      ready={name.trim() !== ''}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        value={name}
        onChange={setName}
        maxLength={NAME_LENGTH_MAX}
        autoFocus
        data-autofocus=""
      />
    </FormDialog>
  );
}
