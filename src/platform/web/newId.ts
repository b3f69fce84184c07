let lastMs = 0;
let counter = 0;

/** Below a quarter of its range, so that a burst has room. */
function startOfCounter(): number {
  const [chance = 0] = crypto.getRandomValues(new Uint16Array(1));
  return chance & 0x3ff;
}

/** A UUIDv7. Ids made on one screen sort in the order in which they were made, also within a millisecond. */
export function newId(now: number = Date.now()): string {
  const ms = Math.max(now, lastMs);
  counter = ms === lastMs ? counter + 1 : startOfCounter();
  lastMs = ms;
  if (counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const [variant = 0, ...others] = crypto.getRandomValues(new Uint8Array(8));
  const tail = [(variant & 0x3f) | 0x80, ...others];
  const time = lastMs.toString(16).padStart(12, '0');
  const rest = tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const middle = `7${counter.toString(16).padStart(3, '0')}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
