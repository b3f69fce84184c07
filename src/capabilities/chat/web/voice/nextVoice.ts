import { registerNextVoice } from '#files/web/index.ts';
import { chatStore } from '../chatStore.ts';

/** After a voice message comes the next one of its conversation that is loaded, unless something was written between. */
registerNextVoice((file) => {
  for (const { messages } of Object.values(chatStore.get().timelines)) {
    const at = messages.findIndex(({ files }) => files.some(({ id }) => id === file.id));
    const voices = (messages[at]?.files ?? []).filter(({ voice }) => voice !== undefined);
    const place = voices.findIndex(({ id }) => id === file.id);
    if (place < 0) continue;
    return voices[place + 1] ?? messages[at + 1]?.files.find(({ voice }) => voice !== undefined) ?? null;
  }
  return null;
});
