import type { PlaceSetting } from '#outbox/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { attempt, inTurn } from '#platform/web/steps.ts';
import type { Conversation, GroupRules, NewcomersSee } from '../model/contract.ts';
import { settingOf } from '../model/notifying.ts';
import { changeAtOnce, chatStore, deviceNow } from './chatStore.ts';

function settings(
  conversation: Conversation,
  change: Partial<Pick<Conversation, 'pinned' | 'muted' | 'notify'>>,
): void {
  const { id: conversationId, pinned, muted, notify } = { ...conversation, ...change };
  changeAtOnce({ type: 'chat.settingsChanged', conversationId, pinned, muted, notify });
}

/** Keeps a conversation on top, or not; on the screen at once. */
export function setPinned(id: ConversationId, pinned: boolean): void {
  const conversation = chatStore.get().conversations[id];
  if (conversation === undefined) return;
  settings(conversation, { pinned });
  void attempt(
    () => inTurn(id, () => deviceNow()?.calls.setPinned({ conversationId: id, pinned })),
    () => settings(conversation, { pinned: !pinned }),
  );
}

/** Mutes a conversation, or not; on the screen at once. */
export function setMuted(id: ConversationId, muted: boolean): void {
  const conversation = chatStore.get().conversations[id];
  if (conversation === undefined) return;
  settings(conversation, { muted });
  void attempt(
    () => inTurn(id, () => deviceNow()?.calls.setMuted({ conversationId: id, muted })),
    () => settings(conversation, { muted: !muted }),
  );
}

/** Sets a group's rules; on the screen at once. */
export function setGroupRules(conversation: Conversation, change: Partial<GroupRules>): void {
  const { id: conversationId } = conversation;
  const rules = { ...conversation.rules, ...change };
  showChanged(conversation, { rules });
  void attempt(
    () => deviceNow()?.calls.setGroupRules({ conversationId, rules }),
    () => showChanged(conversation, {}),
  );
}

/** Says what those see who join a group from now on; on the screen at once. */
export function setNewcomersSee(conversation: Conversation, newcomersSee: NewcomersSee): void {
  showChanged(conversation, { newcomersSee });
  void attempt(
    () => deviceNow()?.calls.setNewcomersSee({ conversationId: conversation.id, newcomersSee }),
    () => showChanged(conversation, {}),
  );
}

function showChanged(
  { id: conversationId, ...known }: Conversation,
  change: Partial<Pick<Conversation, 'rules' | 'newcomersSee'>>,
): void {
  const { name, description, memberCount, sharers, archived, announced, external, rules, newcomersSee } = known;
  changeAtOnce({
    type: 'chat.conversationChanged',
    ...{ conversationId, name, description, memberCount, sharers, archived, announced, external, rules, newcomersSee },
    ...change,
  });
}

/** Says what of a conversation notifies oneself; on the screen at once. */
export function setNotify(id: ConversationId, notify: PlaceSetting): void {
  const conversation = chatStore.get().conversations[id];
  if (conversation === undefined || settingOf(conversation) === notify) return;
  const { muted, notify: before } = conversation;
  settings(conversation, notify === 'nothing' ? { muted: true } : { muted: false, notify });
  void attempt(
    () => inTurn(id, () => deviceNow()?.calls.setNotify({ conversationId: id, notify })),
    () => settings(conversation, { muted, notify: before }),
  );
}

/** Shows a conversation that an answer brought before its event comes. */
export function showConversation(conversation: Conversation): void {
  if (chatStore.get().conversations[conversation.id] !== undefined) return;
  changeAtOnce({ type: 'chat.conversationAdded', conversation });
}
