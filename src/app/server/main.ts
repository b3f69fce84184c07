import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogger } from '#platform/server/log.ts';
import { CannotOpen } from '#platform/server/migrate.ts';
import { isOutage } from '#platform/server/serve.ts';
import { readSettings } from '#platform/server/settings.ts';
import { buildClientIfNeeded } from './client.ts';
import { openData } from './open.ts';
import { startProduct } from './product.ts';

const AGAIN_AFTER_MS = 500;

/** A database that goes away while the server comes up is waited for, as it is later: the server listens already. */
async function onceAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error)) throw error;
      await sleep(AGAIN_AFTER_MS);
    }
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2));
  const logger = makeLogger(settings.logLevel);
  const [opened, built] = await Promise.allSettled([
    openData(settings),
    settings.serveClient ? buildClientIfNeeded(say) : Promise.resolve(),
  ]);
  if (opened.status === 'rejected') throw opened.reason;
  const data = opened.value;
  const product = await (built.status === 'rejected'
    ? Promise.reject(built.reason as Error)
    : startProduct(settings, data, logger)
  ).catch(async (error: unknown) => {
    await data.close();
    throw error;
  });

  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    product
      .stop()
      .then(() => data.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const { isNew } = (await onceAnswered(() => product.house.call('setup.state', product.nobody, {}))) as {
    isNew: boolean;
  };
  const people = settings.demo ? await product.makeDemo() : [];
  if (people.length > 0) {
    say(`\n  Tautline shows its demo company at ${product.url}/sign-in\n`);
    for (const person of people)
      say(`    ${person.part.padEnd(16)} ${person.accountName.padEnd(28)} ${person.password}`);
    say('');
  } else if (isNew)
    say(`\n  Tautline is ready. Open this link to begin:\n\n    ${product.url}/welcome?setup=${data.secrets.setup}\n`);
  else say(`\n  Tautline is running at ${product.url}\n`);
}

main().catch((error: unknown) => {
  // What an operator can mend is a sentence; the rest is ours and keeps its trace.
  process.stderr.write(
    error instanceof CannotOpen ? `\n  ${error.message}\n\n` : `${(error as Error).stack ?? String(error)}\n`,
  );
  process.exit(1);
});
