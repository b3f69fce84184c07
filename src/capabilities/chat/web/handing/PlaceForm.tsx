import { IconCurrentLocation, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { MessageId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { useWords } from '#platform/web/words.ts';
import { PLACE_LENGTH_MAX } from '../../model/cards.ts';
import type { Conversation, PlaceCard } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { locate } from './locating.ts';
import { PlaceFace } from './PlaceFace.tsx';
import { handingWords } from './words.ts';
import '../notice/card.css';
import './handing.css';

interface PlaceFormProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Sends one place: where one is, taken by a tap and shown before it goes, or only its name. */
export function PlaceForm({ conversation: { id: conversationId }, onClose }: PlaceFormProps) {
  const t = useWords(handingWords);
  const say = useSayError();
  const [point, setPoint] = useState<PlaceCard['point']>(null);
  const [locating, setLocating] = useState<'no' | 'now' | 'refused'>('no');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  // One id as long as the form is open: trying again sends nothing twice.
  const [id] = useState(() => newId() as MessageId);
  const ready = name.trim() !== '' || point !== null;
  const act = useAct(async () => {
    await deviceNow()?.calls.sendPlace({ id, conversationId, name: name.trim(), address: address.trim(), point });
    onClose();
  });
  async function find(): Promise<void> {
    setLocating('now');
    try {
      setPoint(await locate());
      setLocating('no');
    } catch {
      setLocating('refused');
    }
  }
  return (
    <FormDialog
      title={t.sendPlace}
      icon={<IconMapPin size={20} stroke={1.75} aria-hidden />}
      width="narrow"
      consequence={point === null ? undefined : t.kept}
      action={t.send}
      ready={ready}
      busy={act.busy}
      onSubmit={() => void act.run(undefined)}
      onClose={onClose}
    >
      <div className="ch-ask-form">
        {point === null ? (
          <div className="ch-locate">
            <Button
              data-autofocus
              wide
              icon={<IconCurrentLocation size={18} stroke={1.75} aria-hidden />}
              busy={locating === 'now'}
              onClick={() => void find()}
            >
              {locating === 'now' ? t.locating : t.locate}
            </Button>
            <p role="status">{locating === 'refused' ? t.refused : t.locateHint}</p>
          </div>
        ) : (
          <section aria-label={t.preview}>
            <p className="tl-label">{t.preview}</p>
            <div className="ch-card">
              <PlaceFace name={name.trim()} address={address.trim()} point={point} />
            </div>
            <Button kind="quiet" size="sm" onClick={() => setPoint(null)}>
              {t.withoutPoint}
            </Button>
          </section>
        )}
        <TextField label={t.name} value={name} onChange={setName} maxLength={PLACE_LENGTH_MAX} />
        <TextField label={t.address} optional value={address} onChange={setAddress} maxLength={PLACE_LENGTH_MAX} />
        {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
      </div>
    </FormDialog>
  );
}
