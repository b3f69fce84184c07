import { join } from 'node:path';
import { type Chat, makeChat } from '#chat/server/index.ts';
import { directory, memberOf } from '#directory/server/index.ts';
import { type Files, makeFiles } from '#files/server/index.ts';
import { identity, sessionOf } from '#identity/server/index.ts';
import type { Capability } from '#platform/server/capability.ts';
import type { Doors } from '#platform/server/house.ts';
import { readSettings, type Settings } from '#platform/server/settings.ts';
import { search } from '#search/server/index.ts';

const MIB = 1024 * 1024;

/** What capabilities want to know of the settings: where files lie, and how many. */
type Room = Pick<Settings, 'dataFolder' | 'fileMib' | 'memberFilesMib' | 'companyFilesMib'>;

/** The list of what this house can do, ground storey first. A new capability is one line here, and one in app/web. */
export function makeCapabilities(room: Room = readSettings({}, [])): {
  capabilities: Capability[];
  chat: Chat;
  files: Files;
} {
  const limits = { file: room.fileMib * MIB, member: room.memberFilesMib * MIB, company: room.companyFilesMib * MIB };
  const files = makeFiles({ folder: join(room.dataFolder, 'files'), limits });
  const chat = makeChat(files);
  return { capabilities: [identity, directory, files.capability, chat.capability, search], chat, files };
}

/** How the house learns who is calling. */
export const doors: Doors = { session: sessionOf, member: memberOf };
