import { parentPort, workerData } from 'node:worker_threads';
import { companiesAfter } from '#identity/server/index.ts';
import { Database } from '#platform/server/database.ts';
import { Followers } from '#platform/server/follow.ts';
import { House } from '#platform/server/house.ts';
import { search } from '#search/server/index.ts';
import type { Told } from './apart.ts';

// The thread of the heavy followers: a house of its own that answers no call.
const CONNECTIONS = 3;

const database = new Database((workerData as { url: string }).url, CONNECTIONS);
const nobody = () => Promise.resolve(null);
const house = new House(database, [search], { session: nobody, member: nobody });
let busy = 0;
const followers = new Followers(house, companiesAfter, (error) => parentPort?.postMessage(String(error)), {
  takes: ({ isHeavy }) => isHeavy === true,
  busy: () => busy,
});
followers.start();

parentPort?.on('message', (told: Told | 'stop') => {
  if (told === 'stop') {
    void followers
      .stop()
      .then(() => database.close())
      .finally(() => parentPort?.close());
    return;
  }
  busy = told.busy;
  for (const companyId of told.companyIds) house.hub.wake(companyId);
});
