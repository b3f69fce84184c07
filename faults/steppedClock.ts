/** Loaded before the server: its wall clock shows what the fault run says. Timers run on, as they do when a real clock is set. */
const RealDate = Date;
let offsetMs = Number(process.env['FAULTS_CLOCK_OFFSET_MS'] ?? 0);

process.on('message', (message: { offsetMs: number }) => {
  offsetMs = message.offsetMs;
});

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], newTarget) =>
    Reflect.construct(
      target,
      (given.length === 0 ? [RealDate.now() + offsetMs] : given) as [number],
      newTarget,
    ) as Date,
  get: (target, name, receiver): unknown =>
    name === 'now' ? () => RealDate.now() + offsetMs : Reflect.get(target, name, receiver),
});
