import { IconCheck, IconFolder, IconFolderOff, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from '#platform/web/store.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Pick, Picks } from '#platform/web/ui/Picks.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Conversation, type SectionId, SECTIONS_MAX } from '../../model/contract.ts';
import { chatStore } from '../chatStore.ts';
import { useTitle } from '../names.tsx';
import { makeSection, putInto } from './acting.ts';
import { NAME_LENGTH_MAX } from './SectionHead.tsx';
import { sectionWords } from './words.ts';

interface MoveDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Into which section a conversation goes: one that is there, a new one, or none. */
export function MoveDialog({ conversation, onClose }: MoveDialogProps) {
  const t = useWords(sectionWords);
  const title = useTitle(conversation);
  const sections = useStore(chatStore, (state) => state.sections);
  const [adding, setAdding] = useState(sections.length === 0);
  const [name, setName] = useState('');
  const current = sections.find(({ conversationIds }) => conversationIds.includes(conversation.id))?.id ?? null;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  function put(id: SectionId | null): void {
    if (id !== current) void putInto(conversation.id, id);
    onClose();
  }
  function make(): void {
    if (name.trim() === '') return;
    void makeSection(name.trim(), conversation.id);
    onClose();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.moveTitle(title)}
      width="narrow"
      {...(adding
        ? {
            onSubmit: make,
            actions: (
              <Button type="submit" kind="primary" disabled={name.trim() === ''}>
                {t.make}
              </Button>
            ),
          }
        : {})}
    >
      <Picks>
        {sections.map(({ id, name: label }) => (
          <Pick
            key={id}
            icon={<IconFolder {...icon} />}
            label={label}
            aside={id === current && <IconCheck {...icon} />}
            chosen={id === current}
            onPick={() => put(id)}
          />
        ))}
        {current !== null && <Pick icon={<IconFolderOff {...icon} />} label={t.none} onPick={() => put(null)} />}
        {!adding && sections.length < SECTIONS_MAX && (
          <Pick icon={<IconPlus {...icon} />} label={t.add} onPick={() => setAdding(true)} />
        )}
      </Picks>
      {adding && (
        <TextField
          label={t.name}
          value={name}
          onChange={setName}
          maxLength={NAME_LENGTH_MAX}
          autoFocus
          data-autofocus=""
        />
      )}
    </Dialog>
  );
}
