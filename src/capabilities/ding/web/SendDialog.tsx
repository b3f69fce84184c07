import { IconBoltFilled } from '@tabler/icons-react';
import { Suspense, useCallback, useMemo, useState } from 'react';
import {
  Attaching,
  chatStore,
  fitting,
  fromWire,
  inListOrder,
  isMeantAsText,
  toWire,
  useConversation,
  useMe,
  useParticipants,
} from '#chat/web/index.ts';
import { mentionsIn } from '#chat/model/contract.ts';
import type { FoundDepartment } from '#directory/model/contract.ts';
import { cardHere, useMembers, usePolicy } from '#directory/web/index.ts';
import { type Chosen, GivenUp } from '#files/web/index.ts';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { Offline } from '#platform/web/failures.ts';
import { newId } from '#platform/web/newId.ts';
import { sayRefusal, useSayError } from '#platform/web/refusals.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { type Ding, DINGS_A_DAY_MAX, type DingId, mostADay, STEPS_MAX, TEXT_MAX } from '../model/contract.ts';
import { addressingOf, asksNobody } from './addressing.ts';
import { Budget } from './Budget.tsx';
import { ChooseRecipients } from './ChooseRecipients.tsx';
import type { About } from './dinging.ts';
import { dingNow, showAtOnce } from './dingStore.ts';
import { Full } from './Full.tsx';
import { LaterField } from './LaterField.tsx';
import { Reached } from './Reached.tsx';
import { reachNowWay } from './slots.ts';
import { useBringing } from './useBringing.ts';
import { StepChoice } from './StepChoice.tsx';
import { useNow } from '#platform/web/useNow.ts';
import { type Person, sorted, usePreview } from './usePreview.ts';
import { words } from './words.ts';
import './send.css';

/** Of so many who have none of their day left it is said whose wait with them. */
const FULL_MOST = 3;
/** Whom one talks with is offered before anybody is searched for, so many. */
const NEARBY_MOST = 6;

interface SendDialogProps {
  /** Where it is written; null: nowhere, to members and departments alone. */
  readonly conversationId: ConversationId | null;
  /** As it is sent: mentions are ids. */
  readonly text: string;
  /** For whom to begin with; null: whom the text mentions. */
  readonly memberIds: readonly MemberId[] | null;
  /** The message that it is about: its files go along. */
  readonly about: About | null;
  /** What stood beside the text already. */
  readonly chosen: readonly Chosen[];
  readonly onSent: (ding: Ding) => void;
  readonly onClose: () => void;
}

/** Those one talks with, latest first; the other one of a direct conversation before them. */
function comingToMind(peerId: MemberId | null): readonly MemberId[] {
  const peers = inListOrder(Object.values(chatStore.get().conversations)).flatMap((one) => one.peerId ?? []);
  return [...new Set([...(peerId === null ? [] : [peerId]), ...peers])].slice(0, NEARBY_MOST);
}

/** Before a ding: what, to whom, who of them works, how far it may go, what is left of their day; the button says what happens. */
export function SendDialog({
  conversationId,
  text: given,
  memberIds,
  about,
  chosen: begun,
  onSent,
  onClose,
}: SendDialogProps) {
  const t = useWords(words);
  const format = useFormat();
  const say = useSayError();
  const language = useLanguage();
  const me = useMe();
  const policy = usePolicy();
  const most = policy === null ? DINGS_A_DAY_MAX : mostADay(policy);
  const now = useNow();
  const conversation = useConversation(conversationId);
  const peerId = conversation?.peerId ?? null;
  const nameOf = useCallback((id: string) => (id === 'all' ? t.everybody : (cardHere(id)?.name ?? null)), [t]);
  const [start] = useState(() => fromWire(given, nameOf));
  const [text, setText] = useState(start.text);
  // A retry is the same ding.
  const [ids] = useState(() => ({ id: newId() as DingId, messageId: newId() as MessageId }));
  const isGroup = conversationId !== null && peerId === null;
  const participants = useParticipants(conversation, isGroup ? 'all' : 'nobody');
  const [nearby] = useState(() => comingToMind(peerId));
  const others = useMemo(
    () =>
      isGroup ? (participants.value?.list ?? []).map(({ memberId }) => memberId).filter((id) => id !== me) : nearby,
    [isGroup, participants.value, nearby, me],
  );
  const [departments, setDepartments] = useState<readonly FoundDepartment[]>([]);
  const departmentIds = useMemo(() => departments.map(({ id }) => id), [departments]);
  const [passed, setPassed] = useState(about?.files ?? []);
  const { files, isBringing, bring, add, takeOut, giveUp, forget } = useBringing(begun, passed.length);
  const [chosen, setChosen] = useState<readonly MemberId[] | null>(
    () => memberIds ?? (peerId === null ? mentionsIn(given).memberIds.filter((id) => id !== me) : [peerId]),
  );
  const addressing = addressingOf({ conversationId, peerId, messageId: ids.messageId, chosen, departmentIds });
  const passesOn =
    about === null || passed.length === 0
      ? null
      : { conversationId: about.conversationId, number: about.number, ids: passed.map(({ id }) => id) };
  const [steps, setSteps] = useState(STEPS_MAX);
  const [at, setAt] = useState<Date | null>(null);
  const [schedules, setSchedules] = useState(false);
  const preview = usePreview(addressing, now);
  const cards = useMembers((preview.shown?.people ?? []).map(({ memberId }) => memberId));
  const people = useMemo(() => {
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    const nameHere = ({ memberId }: Person) => names.get(memberId) ?? '';
    const locale = language === 'zh' ? 'zh-CN' : 'en';
    return [...(preview.shown?.people ?? [])].sort((a, b) => nameHere(a).localeCompare(nameHere(b), locale));
  }, [preview.shown, cards, language]);
  const groups = useMemo(() => sorted(people), [people]);
  const wire = toWire(text.trim(), start.picked);
  const over = wire.length - TEXT_MAX;
  const refusal = preview.shown?.refusal ?? null;
  const reachNow = reachNowWay();
  const [reaches, setReaches] = useState(false);
  const act = useAct(async () => {
    const calls = dingNow()?.calls;
    if (calls === undefined) throw new Offline();
    const said = { id: ids.id, text: wire, passesOn, files: await bring() };
    const sent = await calls.send({ ...said, ...addressing, steps, at: schedules ? at : null });
    showAtOnce(sent);
    forget();
    toast({ text: schedules && at !== null ? t.willSend(format.whenExactly(at)) : t.sentNow, kind: 'success' });
    onSent(sent);
    onClose();
  });
  const says = wire !== '' || files.length + passed.length > 0;
  const isReady = says && over <= 0 && preview.isFresh && refusal === null && (!schedules || at !== null);
  const counts = preview.shown?.counts ?? { now: 0, off: 0, onLeave: 0 };
  const reached = counts.now - groups.now.filter(({ left, repeatAt }) => left <= 0 || repeatAt !== null).length;
  const total = preview.shown?.total ?? 0;
  const firstStart = groups.off.map(({ startsAt }) => startsAt?.getTime() ?? 0).sort((a, b) => a - b)[0];

  function action(): string {
    if (asksNobody(addressing)) return t.chooseSome;
    if (schedules && at !== null) return t.sendAt(format.whenExactly(at));
    if (reached > 0) return t.sendNow(reached);
    if (firstStart !== undefined && groups.full.length < people.length)
      return t.sendStarting(format.whenExactly(new Date(firstStart)));
    return t.sendTo(total);
  }

  function leaveOut(id: MemberId): void {
    setChosen((old) => (old ?? others).filter((one) => one !== id));
  }

  // An override is for few, by name.
  const canReach =
    reachNow !== null && groups.off.length > 0 && departments.length === 0 && !schedules && says && over <= 0;

  function close(): void {
    giveUp();
    onClose();
  }

  const dialog = (
    <Dialog
      open
      onClose={close}
      title={t.send}
      icon={<IconBoltFilled size={20} aria-hidden className="dg-bolt" />}
      onSubmit={() => isReady && void act.run(undefined)}
      consequence={t.noRepeat}
      actions={
        <>
          <Button kind="quiet" aria-expanded={schedules} onClick={() => setSchedules(!schedules)}>
            {schedules ? t.now : t.schedule}
          </Button>
          <Button className="tl-only-desk" onClick={close}>
            {t.cancel}
          </Button>
          <Button
            type="submit"
            kind="urgent"
            icon={<IconBoltFilled size={16} aria-hidden />}
            disabled={!isReady}
            busy={act.busy}
          >
            {action()}
          </Button>
        </>
      }
    >
      <div
        className="dg-send"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.closest('form')?.requestSubmit();
        }}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files];
          if (pasted.length === 0 || isMeantAsText(event.clipboardData.types) || isBringing) return;
          event.preventDefault();
          void fitting(pasted).then(add);
        }}
      >
        <TextArea
          label={t.text}
          rows={2}
          maxRows={6}
          value={text}
          placeholder={t.textHint}
          error={over > 0 ? t.tooLong(over) : undefined}
          onChange={setText}
        />
        <Attaching
          chosen={files}
          passed={passed}
          onAdd={add}
          onTakeOut={(id) => {
            setPassed((old) => old.filter((file) => file.id !== id));
            takeOut(id);
          }}
          onCancel={isBringing ? giveUp : null}
        />
        {schedules && <LaterField label={t.sendWhen} onChange={setAt} autoFocus />}
        <ChooseRecipients
          everybody={others}
          isOpen={!isGroup}
          chosen={chosen}
          departments={departments}
          ready={!isGroup || participants.value !== null}
          onChange={(whom, units) => {
            setChosen(whom);
            setDepartments(units);
          }}
        />
        <Reached
          groups={groups}
          counts={counts}
          canAsk={(id) => !isGroup || others.includes(id)}
          named={chosen}
          onLeaveOut={leaveOut}
          onGo={onClose}
          onStandIn={(id, standInId) =>
            setChosen((old) => [...(old ?? others).filter((one) => one !== id && one !== standInId), standInId])
          }
        />
        {(preview.shown?.elsewhere ?? 0) > 0 && (
          <p className="tl-hint">{conversationId === null ? t.apart : t.elsewhere(preview.shown?.elsewhere ?? 0)}</p>
        )}
        {canReach && (
          <Suspense>
            <reachNow.Offer off={groups.off.length} onOpen={() => setReaches(true)} />
          </Suspense>
        )}
        {preview.error !== null && <p className="tl-field-error">{say(preview.error)}</p>}
        {refusal !== null && (
          <p className="tl-field-error" role="alert">
            {sayRefusal(refusal.code, refusal.facts, '', language)}
          </p>
        )}
        {groups.now.length > 0 && (
          <StepChoice people={people} steps={steps} startsAt={schedules ? at : now} onChange={setSteps} />
        )}
        {people.length > groups.full.length && <Budget people={people.filter(({ left }) => left > 0)} most={most} />}
        {groups.full.slice(0, FULL_MOST).map((person) => (
          <Full key={person.memberId} person={person} onGo={onClose} />
        ))}
        {act.error !== null && !(act.error instanceof GivenUp) && (
          <p className="tl-field-error" role="alert">
            {say(act.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
  return (
    <>
      {dialog}
      {canReach && reaches && (
        <Suspense>
          <reachNow.Dialog
            id={ids.id}
            {...{ addressing, people, steps, passesOn, bring }}
            text={wire}
            off={groups.off}
            onClose={() => setReaches(false)}
            onSent={(ding) => {
              forget();
              onSent(ding);
              onClose();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
