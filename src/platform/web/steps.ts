import { sayError } from './refusals.ts';
import { toast } from './ui/Toast.tsx';

/** Does a step against the server; where it fails, puts the screen right with `back`, says so and answers null. */
export async function attempt<Out>(step: () => Promise<Out> | undefined, back?: () => void): Promise<Out | null> {
  try {
    return (await step()) ?? null;
  } catch (error) {
    back?.();
    toast({ text: sayError(error), kind: 'danger' });
    return null;
  }
}

const turns = new Map<string, Promise<unknown>>();

/** Lets steps about one thing reach the server in the order in which they were pressed: of two taps in a row the second holds. */
export async function inTurn<Out>(about: string, step: () => Promise<Out> | undefined): Promise<Out | null> {
  const turn = (turns.get(about) ?? Promise.resolve()).catch(() => {}).then(step);
  turns.set(about, turn);
  return (await turn) ?? null;
}
