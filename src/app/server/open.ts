import { APP_ROLE, assertSafe, migrate, takeDatabase } from '#platform/server/migrate.ts';
import { startEmbedded } from '#platform/server/postgres/embedded.ts';
import type { Settings } from '#platform/server/settings.ts';
import { takeFolder } from './lock.ts';
import { readSecrets, type Secrets } from './secrets.ts';

export interface OpenData {
  readonly secrets: Secrets;
  readonly ownerUrl: string;
  /** As the app's own role: row-level security holds. */
  readonly appUrl: string;
  close(): Promise<void>;
}

/** Takes the data folder, starts or finds the database, brings it to the present schema. Throws `CannotOpen` with a sentence. */
export async function openData(settings: Settings): Promise<OpenData> {
  const giveBack = await takeFolder(settings.dataFolder);
  const secrets = readSecrets(settings.dataFolder);
  const embedded =
    settings.databaseUrl === null ? await startEmbedded(settings.dataFolder, secrets.databaseOwner) : null;
  let release = async (): Promise<void> => {};
  const close = async (): Promise<void> => {
    await release();
    await embedded?.stop();
    giveBack();
  };
  try {
    const ownerUrl = embedded?.ownerUrl ?? (settings.databaseUrl as string);
    release = await takeDatabase(ownerUrl, () => {
      process.stderr.write('Another Tautline server has taken this database; this one stops.\n');
      process.kill(process.pid, 'SIGTERM');
    });
    await assertSafe(ownerUrl, settings.allowUnsafeDatabase);
    await migrate(ownerUrl, secrets.databaseApp);
    const app = new URL(ownerUrl);
    app.username = APP_ROLE;
    app.password = secrets.databaseApp;
    return { secrets, ownerUrl, appUrl: app.toString(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
