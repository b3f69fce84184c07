import { IconChartBar, IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MessageId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { Switch } from '#platform/web/ui/Choice.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea, TextField } from '#platform/web/ui/Field.tsx';
import { MomentField } from '#platform/web/ui/MomentField.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { useWords } from '#platform/web/words.ts';
import { POLL_OPTION_LENGTH_MAX, POLL_OPTIONS_MAX, POLL_OPTIONS_MIN } from '../../model/cards.ts';
import { type Conversation, TEXT_LENGTH_MAX } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { type Ending, endingAt, endingsFrom } from './ending.ts';
import { pollWords } from './words.ts';
import './poll.css';

export interface PollFormProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Writes a poll: the question, its options, and how it is voted on. */
export function PollForm({ conversation, onClose }: PollFormProps) {
  const t = useWords(pollWords);
  const say = useSayError();
  const format = useFormat();
  const { id: conversationId } = conversation;
  const [text, setText] = useState('');
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const [multiple, setMultiple] = useState(false);
  const [anonymous, setAnonymous] = useState(false);
  const [ending, setEnding] = useState<Ending>('never');
  const [chosen, setChosen] = useState<Date | null>(null);
  // One id as long as the form is open: trying again sends nothing twice.
  const [id] = useState(() => newId() as MessageId);
  const given = options.map((one) => one.trim()).filter((one) => one !== '');
  const isTwice = new Set(given).size < given.length;
  const [now] = useState(() => new Date());
  const endsAt = endingAt(ending, chosen, now);
  const ready =
    text.trim() !== '' &&
    text.length <= TEXT_LENGTH_MAX &&
    given.length >= POLL_OPTIONS_MIN &&
    !isTwice &&
    (ending !== 'chosen' || endsAt !== null);
  const act = useAct(async () => {
    const poll = { text: text.trim(), options: given, multiple, anonymous, endsAt };
    await deviceNow()?.calls.sendPoll({ id, conversationId, ...poll });
    onClose();
  });
  const endWords: Record<Ending, string> = {
    never: t.endsNever,
    today: t.endsToday,
    tomorrow: t.endsTomorrow,
    in3: t.endsIn(3),
    in7: t.endsIn(7),
    chosen: t.endsAt,
  };
  return (
    <FormDialog
      title={t.title}
      icon={<IconChartBar size={20} stroke={1.75} aria-hidden />}
      consequence={t.asks(format.members(conversation.memberCount))}
      action={t.send}
      ready={ready}
      busy={act.busy}
      onSubmit={() => void act.run(undefined)}
      onClose={onClose}
    >
      <div className="ch-ask-form">
        <TextArea label={t.question} value={text} onChange={setText} rows={2} autoFocus />
        <OptionFields options={options} onChange={setOptions} wrong={isTwice ? t.twice : null} />
        <div>
          <Switch label={t.multiple} checked={multiple} onChange={setMultiple} />
          <Switch
            label={t.anonymous}
            hint={anonymous ? t.anonymousHint : t.namedHint}
            checked={anonymous}
            onChange={setAnonymous}
          />
        </div>
        <Select
          label={t.ends}
          value={ending}
          options={endingsFrom(now).map((value) => ({ value, label: endWords[value] }))}
          onChange={setEnding}
        />
        {ending === 'chosen' && <MomentField label={t.endsAtLabel} onChange={setChosen} />}
        {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
      </div>
    </FormDialog>
  );
}

interface OptionFieldsProps {
  readonly options: readonly string[];
  readonly onChange: (options: readonly string[]) => void;
  readonly wrong: string | null;
}

/** The options, one a line; Enter goes on to the next. */
function OptionFields({ options, onChange, wrong }: OptionFieldsProps) {
  const t = useWords(pollWords);
  const list = useRef<HTMLDivElement>(null);
  const add = () => {
    if (options.length >= POLL_OPTIONS_MAX) return;
    // At once: the next letter belongs there already.
    flushSync(() => onChange([...options, '']));
    list.current?.querySelectorAll('input')[options.length]?.focus();
  };
  return (
    <div ref={list} className="ch-poll-fields" role="group" aria-label={t.options}>
      {options.map((option, place) => (
        <TextField
          key={place}
          label={t.option(place + 1)}
          value={option}
          maxLength={POLL_OPTION_LENGTH_MAX}
          enterKeyHint="next"
          error={place === options.length - 1 ? wrong : null}
          onChange={(value) => onChange(options.with(place, value))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            const next = list.current?.querySelectorAll('input')[place + 1];
            if (next === undefined) add();
            else next.focus();
          }}
          after={
            options.length > POLL_OPTIONS_MIN && (
              <IconButton
                icon={<IconX size={16} stroke={1.75} />}
                label={t.removeOption(place + 1)}
                size="sm"
                className="tl-box-button"
                onClick={() => onChange(options.filter((_, index) => index !== place))}
              />
            )
          }
        />
      ))}
      {options.length < POLL_OPTIONS_MAX && (
        <Button kind="quiet" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={add}>
          {t.addOption}
        </Button>
      )}
    </div>
  );
}
