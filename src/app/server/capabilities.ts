import { type Chat, makeChat } from '#chat/server/index.ts';
import { directory, memberOf } from '#directory/server/index.ts';
import { files } from '#files/server/index.ts';
import { identity, sessionOf } from '#identity/server/index.ts';
import type { Capability } from '#platform/server/capability.ts';
import type { Doors } from '#platform/server/house.ts';
import { search } from '#search/server/index.ts';

/** The list of what this house can do, ground storey first. A new capability is one line here, and one in app/web. */
export function makeCapabilities(): { capabilities: Capability[]; chat: Chat } {
  const chat = makeChat();
  return { capabilities: [identity, directory, files, chat.capability, search], chat };
}

/** How the house learns who is calling. */
export const doors: Doors = { session: sessionOf, member: memberOf };
