import { buildClientIfNeeded } from '../src/app/server/client.ts';

/** Builds the client once, before any worker starts a product that would. */
export async function build(): Promise<void> {
  await buildClientIfNeeded((line) => console.log(line));
}

// oxlint-disable-next-line import/no-default-export -- Playwright takes a global set-up by its default export
export default build;
