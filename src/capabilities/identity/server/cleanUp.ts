import type { Tx } from '#platform/server/database.ts';
import { paces } from '../model/slowDown.ts';
import { deleteExpired } from './store/cleaning.ts';

const HOUR_MS = 3_600_000;
/** A browser that was away so long is a stranger again. */
const DEVICE_MS = 400 * 24 * HOUR_MS;
/** After this even the fullest count has leaked away. */
const COUNT_MS = Math.max(...Object.values(paces).map(({ free, leakSeconds }) => free * leakSeconds * 1_000)) + HOUR_MS;

/** Deletes what has run out; for a job that runs every hour. Nothing that has run out works before it is deleted. */
export async function cleanUp(tx: Tx, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await deleteExpired(tx, now, before(COUNT_MS), before(DEVICE_MS));
}
