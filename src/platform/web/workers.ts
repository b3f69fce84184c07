interface ScriptPolicy {
  createScriptURL(url: string): string;
}

type Factory = { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy };

/** Our own service worker, and the workers that were built with the client: what has a hash in its name, under our own origin. */
const OWN = /^\/(?:service-worker\.js|assets\/[\w.-]+-[\w-]{8}\.m?js)$/;

let policy: ScriptPolicy | null = null;

/** Trusted Types let few script addresses in: those of workers that came with the client. Throws for any other. */
export function workerAddress(path: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (factory === undefined) return path;
  policy ??= factory.createPolicy('tautline-worker', {
    createScriptURL(url) {
      if (!OWN.test(url) && !import.meta.env.DEV) throw new TypeError('only our own workers may be loaded this way');
      return url;
    },
  });
  return policy.createScriptURL(path);
}
