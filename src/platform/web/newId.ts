let lastMs = 0;
let counter = 0;

/** A UUIDv7. Ids made on one screen sort in the order in which they were made, also within a millisecond. */
export function newId(now: number = Date.now()): string {
  const ms = Math.max(now, lastMs);
  counter = ms === lastMs ? counter + 1 : crypto.getRandomValues(new Uint16Array(1))[0]! & 0x3ff;
  lastMs = ms;
  if (counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const tail = [...crypto.getRandomValues(new Uint8Array(8))];
  tail[0] = (tail[0]! & 0x3f) | 0x80;
  const time = lastMs.toString(16).padStart(12, '0');
  const rest = tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const middle = `7${counter.toString(16).padStart(3, '0')}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
