import type { AddressInfo } from 'node:net';
import type { Chat } from '#chat/server/index.ts';
import { makeImportRunner, onMemberChanged } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import { cleanUp, companiesAfter, onSessionsEnded } from '#identity/server/index.ts';
import { CLOSE } from '#platform/server/connection.ts';
import { Database } from '#platform/server/database.ts';
import { Egress } from '#platform/server/egress.ts';
import { Followers } from '#platform/server/follow.ts';
import { type Credentials, House, noEdge } from '#platform/server/house.ts';
import { listenLive } from '#platform/server/live.ts';
import type { Logger } from '#platform/server/log.ts';
import { startMetrics } from '#platform/server/metrics.ts';
import { pruneEvents } from '#platform/server/prune.ts';
import { makeServer } from '#platform/server/serve.ts';
import type { Settings } from '#platform/server/settings.ts';
import type { Outbox } from '#outbox/server/index.ts';
import { apiPage } from './apiPage.ts';
import { followApart } from './apart.ts';
import { doors, makeCapabilities } from './capabilities.ts';
import { WEB_FOLDER } from './client.ts';
import type { OpenData } from './open.ts';
import { type DemoPerson, makeSetup } from './setup.ts';

const HOURLY_MS = 3_600_000;
const EVENTS_KEPT_DAYS = 14;

export interface Product {
  readonly house: House;
  readonly chat: Chat;
  readonly outbox: Outbox;
  readonly followers: Followers;
  readonly url: string;
  /** A caller without sign-in. */
  readonly nobody: Credentials;
  /** Makes the demo company where there is none; returns whose eyes one can look through. */
  makeDemo(): Promise<DemoPerson[]>;
  stop(): Promise<void>;
}

/** Wires the house on open data and listens: HTTP, sockets, hourly work. `egress` is its way out; tests bring one that stays on the machine. */
export async function startProduct(
  settings: Settings,
  data: OpenData,
  logger: Logger,
  egress = new Egress({ insideHosts: settings.gatewayHosts }),
): Promise<Product> {
  const database = new Database(data.appUrl);
  const { capabilities, outbox, worktime, chat, dings, files, later, records, rules, transparency } = makeCapabilities(
    settings,
    {
      egress,
      pushKeys: data.secrets.push,
      gatewayKey: data.secrets.gateways,
    },
  );
  const setup = makeSetup({ secrets: data.secrets, demo: settings.demo });
  const house = new House(database, [...capabilities, setup.capability], { ...doors, hold: worktime.hold });
  chat.start(house, companiesAfter, (error) => logger.error({ err: error }, 'chat'));
  setup.start({ house, chat, outbox, dings });
  const onFollowError = (error: unknown) => logger.error({ err: error }, 'following the log');
  const followers = new Followers(house, companiesAfter, onFollowError, { takes: ({ isHeavy }) => isHeavy !== true });
  followers.start();
  const heavy = followApart(data.appUrl, house, onFollowError);
  outbox.start(house, companiesAfter, (error) => logger.error({ err: error }, 'telling what is due'));
  dings.start(house, companiesAfter, (error) => logger.error({ err: error }, 'dings'));
  worktime.start(house, companiesAfter, (error) => logger.error({ err: error }, 'looking after holidays'));
  later.start(house, companiesAfter, (error) => logger.error({ err: error }, 'doing what is due later'));
  records.start(house, companiesAfter, (error) => logger.error({ err: error }, 'making copies'));
  rules.start(house, companiesAfter, (error) => logger.error({ err: error }, 'writing down what the clock says'));
  transparency.start(house, companiesAfter, (error) => logger.error({ err: error }, 'looking after what is noted'));
  const imports = makeImportRunner(house, (error) => logger.error({ err: error }, 'import'));
  onSessionsEnded((sessionIds) => {
    for (const sessionId of sessionIds) house.hub.closeSession(sessionId);
  });
  onMemberChanged((companyId, memberId, what) => {
    house.hub.closeMember(companyId, memberId, what === 'deactivated' ? CLOSE.signedOut : CLOSE.changed);
  });
  startMetrics(() => house.hub.connectionCount());

  const app = await makeServer(house, settings, WEB_FOLDER, logger, (server) => {
    files.routes(server, house, settings);
    outbox.routes(server, house);
    chat.routes(server, house);
    records.routes(server, house, settings);
    apiPage(server, house);
  });
  const stopLive = listenLive(app.server, house, settings, logger);
  await app.listen({ port: settings.port, host: settings.host, listenTextResolver: () => 'listening', backlog: 4_096 });
  const { port } = app.server.address() as AddressInfo;

  let hours = 0;
  const hourly = setInterval(() => {
    hours += 1;
    cleanHourly(house, files, hours % 24 === 0).catch((error: unknown) =>
      logger.error({ err: error }, 'hourly cleaning'),
    );
  }, HOURLY_MS);
  hourly.unref();
  // What a crash has left between the disk and the database.
  const swept = files.sweep(house, true).catch((error: unknown) => logger.error({ err: error }, 'sweeping files'));

  return {
    house,
    chat,
    outbox,
    followers,
    url: settings.publicUrl ?? `http://localhost:${port}`,
    nobody: { token: null, companyId: null, edge: noEdge },
    makeDemo: () => setup.makeDemo(),
    async stop() {
      clearInterval(hourly);
      await stopLive();
      await app.close();
      await swept;
      await imports.idle();
      await transparency.stop();
      await rules.stop();
      await records.stop();
      await worktime.stop();
      await dings.stop();
      await followers.stop();
      await heavy.stop();
      await later.stop();
      await outbox.stop();
      egress.close();
      await chat.stop();
      await database.close();
    },
  };
}

/** Forgets what has expired: sign-ins under way, events nobody will resume from, files that hang nowhere. */
async function cleanHourly(house: House, files: Files, orphans: boolean): Promise<void> {
  const now = house.now();
  await house.database.transaction(null, (tx) => cleanUp(tx, now));
  const before = new Date(now.getTime() - EVENTS_KEPT_DAYS * 24 * HOURLY_MS);
  for (const companyId of house.hub.companyIds()) await pruneEvents(house.database, companyId, before);
  await files.sweep(house, orphans);
}
