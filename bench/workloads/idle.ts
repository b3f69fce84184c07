import type { Figures } from '../figures.ts';
import { closeAll, connectUsers, meter, type Stage, type Workload } from '../stage.ts';
import { sleep, treeOf } from '../processes.ts';
import { idleCompanies, usersOf } from '../world.ts';

const REHEARSAL = 50;

async function run(stage: Stage): Promise<Figures> {
  const users = usersOf(idleCompanies(stage.plan.scale));
  closeAll(await connectUsers(stage, users.slice(0, REHEARSAL), 'idle'));
  await sleep(stage.plan.warmUpSeconds * 1000);
  const { server } = stage.adapter.processes();
  const before = treeOf(server).rssKb;
  const end = meter(stage);
  const connections = await connectUsers(stage, users, 'idle');
  const cost = end();
  await sleep(stage.plan.idleSeconds * 1000);
  const after = treeOf(server).rssKb;
  closeAll(connections);
  return {
    connections: connections.length,
    'kB/connection': (after - before) / connections.length,
    'sign-ins/s': connections.length / cost.seconds,
    'server CPU µs/sign-in': cost.serverUs / connections.length,
    'database CPU µs/sign-in': cost.databaseUs / connections.length,
    'client, cores': cost.clientShare,
  };
}

/** Thousands of people who are only signed in. */
export const idle: Workload = { name: 'idle', companies: idleCompanies, run };
