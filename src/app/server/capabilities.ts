import { join } from 'node:path';
import { type Chat, makeChat } from '#chat/server/index.ts';
import { type Dings, makeDings } from '#ding/server/index.ts';
import { directory, memberOf } from '#directory/server/index.ts';
import { type Files, makeFiles } from '#files/server/index.ts';
import { identity, sessionOf } from '#identity/server/index.ts';
import { type Later, makeLater } from '#later/server/index.ts';
import { makeGatewayKey, makeOutbox, makePushKeys, type Outbox, type PushKeys } from '#outbox/server/index.ts';
import type { Capability } from '#platform/server/capability.ts';
import { Egress } from '#platform/server/egress.ts';
import type { Doors } from '#platform/server/house.ts';
import { readSettings, type Settings } from '#platform/server/settings.ts';
import { makeOverrides } from '#override/server/index.ts';
import { makeRecords, type Records } from '#records/server/index.ts';
import { makeRules, type Rules } from '#rules/server/index.ts';
import { search } from '#search/server/index.ts';
import { makeTransparency, type Transparency } from '#transparency/server/index.ts';
import { makeWorktime, workTime, type Worktime } from '#worktime/server/index.ts';

const MIB = 1024 * 1024;

/** What capabilities want to know of the settings: where files lie, and how many; where people find us. */
type Room = Pick<Settings, 'dataFolder' | 'fileMib' | 'memberFilesMib' | 'companyFilesMib' | 'publicUrl'>;

/** How the house reaches the world outside. */
export interface Outside {
  readonly egress: Egress;
  readonly pushKeys: PushKeys;
  /** Seals the secrets of gateways. */
  readonly gatewayKey: string;
}

/** Where a push service may complain: an address of this installation, where it has one that others can reach. */
const subjectOf = ({ publicUrl }: Room): string =>
  publicUrl?.startsWith('https:') === true ? publicUrl : 'mailto:operator@tautline.invalid';

/** The list of what this house can do, ground storey first. A new capability is one line here, and one in app/web. */
export function makeCapabilities(
  room: Room = readSettings({}, []),
  { egress, pushKeys, gatewayKey }: Outside = {
    egress: new Egress(),
    pushKeys: makePushKeys(),
    gatewayKey: makeGatewayKey(),
  },
): {
  capabilities: Capability[];
  outbox: Outbox;
  worktime: Worktime;
  chat: Chat;
  dings: Dings;
  files: Files;
  later: Later;
  records: Records;
  rules: Rules;
  transparency: Transparency;
} {
  const limits = { file: room.fileMib * MIB, member: room.memberFilesMib * MIB, company: room.companyFilesMib * MIB };
  const files = makeFiles({ folder: join(room.dataFolder, 'files'), limits });
  const outbox = makeOutbox({
    ...{ workTime, egress, keys: pushKeys, subject: subjectOf(room), gatewayKey },
    publicUrl: room.publicUrl,
  });
  const worktime = makeWorktime(outbox);
  const chat = makeChat(files, outbox, worktime, {
    egress,
    ownHost: URL.parse(room.publicUrl ?? '')?.hostname ?? null,
  });
  const dings = makeDings(chat, outbox, files);
  const override = makeOverrides(dings, worktime, outbox);
  const later = makeLater({ files, outbox, chat, workTime });
  const records = makeRecords({ dataFolder: room.dataFolder, files, outbox });
  const rules = makeRules(outbox);
  const transparency = makeTransparency();
  const below = [identity, directory, outbox.capability, worktime.capability, files.capability, chat.capability];
  return {
    capabilities: [
      ...below,
      dings.capability,
      override,
      search,
      later.capability,
      records.capability,
      rules.capability,
      transparency.capability,
    ],
    outbox,
    worktime,
    chat,
    dings,
    files,
    later,
    records,
    rules,
    transparency,
  };
}

/** How the house learns who is calling. */
export const doors: Doors = { session: sessionOf, member: memberOf };
