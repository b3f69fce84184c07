import { parseArgs } from 'node:util';
import { simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    people: { type: 'string', default: '2000' },
  },
});
const [days, seed, people] = [Number(values.days), Number(values.seed), Number(values.people)];
const sums = simulate({ days, seed, people });
const perDay = (interruptions: number) => (interruptions / people / days).toFixed(1);
const share = (part: number, whole: number) => (whole === 0 ? '0.0' : ((100 * part) / whole).toFixed(1));

console.log(`${people} people in four zones, ${days} days, seed ${seed}`);
console.log(`dings whose ladder began ${sums.begun}, that came as talk because the day was full ${sums.full}`);
console.log(`interruptions a person and day ${perDay(sums.interruptions)}, without the gate ${perDay(sums.without)}`);
console.log(
  `out-of-hours ${sums.outOfHours}, confirmed-in-30-min ${share(sums.confirmed, sums.begun)}%, interruptions-saved ${share(sums.without - sums.interruptions, sums.without)}%`,
);
process.exitCode = sums.outOfHours === 0 ? 0 : 1;
