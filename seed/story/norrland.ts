import { packing } from '../filling/trade.ts';
import { betweenDesksEn } from '../filling/talk.ts';
import { direct, type Filling, type Room } from '../room.ts';

const quiet = (perDay: number): Filling => ({ exchanges: betweenDesksEn, perDay, from: -78, to: -1, between: [8, 16] });

/** The second company. Clocks are those of Stockholm; the story ends there before the office opens. */
export const norrlandRooms: readonly Room[] = [
  {
    key: 'n-all',
    kind: 'group',
    name: 'Everyone',
    members: [
      'astrid',
      'oskar',
      'maja',
      'sven',
      'daniel',
      'elsa',
      'ingrid',
      'tove',
      'henrik',
      'nils',
      'karin',
      'jonas',
    ],
    since: -82,
    script: `
# -82
0905 astrid Good morning. Twelve people, one place to write. Coffee stays in the kitchen.
0908 nils And the cinnamon buns?
0909 astrid Also in the kitchen, until Karin has been there.
0911 karin I deny everything.
# -60
1002 maja Winter tyres: the company pays half if you send me the receipt before the snow does.
# -45
0915 ingrid Jonas from Qinghe sits with us two days a week from now on. Desk by the window, he has been warned about the sun.
0918 jonas Thank you for having me. I brought tea.
# -30
1420 sven Quarter closed. We are 3% over plan, and 9% of that is film prices, which I would like to discuss calmly.
1424 daniel ^ Calmly, on {W-29}?
1425 sven Deal.
# -17
1010 daniel Our film supplier had a stop. We start the new pouch eight days later, everything else runs as planned.
1014 henrik Fine with the plant. We use the days for the belt.
# -5
1333 oskar The door on the north side opens again without kicking. Please stop kicking it.
1335 nils I will miss it.
# -3
1002 maja The fire drill is on {W+4} at 10. Everybody leaves by the north door, which opens without kicking.
! 5 astrid daniel tove
# -1
1012 karin Cinnamon buns on which day, then?
? Wednesday = nils tove daniel | Friday = elsa sven | Both = nils karin
1430 astrid Ingrid travels to Suzhou for the audit this week. We wish her good rolls.
1433 tove Bring back numbers!
`,
    filling: { exchanges: packing, perDay: 0.2, from: -80, to: -2, between: [8, 15] },
  },
  {
    key: 'n-film',
    kind: 'group',
    name: 'New pouch, 18 µm',
    description: 'From film to shelf. Decisions go into the description, talk goes below.',
    members: ['daniel', 'ingrid', 'elsa', 'tove', 'henrik', 'jonas'],
    since: -70,
    script: `
# -70
0932 daniel The pouch loses 2 grams if the film goes from 20 to 18 µm. That is eleven tonnes a year.
0935 ingrid If it seals. Let me test before we count tonnes.
# -34
1015 ingrid It seals. From 116 to 134 °C, which is wider than the 20 µm ever was.
1017 henrik Then I stop worrying and start scheduling.
# -3
1105 ingrid First eight rolls measured in Suzhou, thickness within 0.5 µm. The report answers everything I wanted to ask.
1107 elsa I plan the first run for week {k+9}, then?
1109 daniel Yes. 48 rolls in two deliveries.
`,
    filling: { exchanges: packing, perDay: 0.24, from: -68, to: -4, between: [8, 15] },
  },
  {
    key: 'n-plant',
    kind: 'department',
    name: 'Plant',
    members: ['henrik'],
    since: -81,
    script: `
# -81
0730 henrik Plant group. Stops, shifts, spare parts.
`,
    filling: { exchanges: packing, perDay: 0.32, from: -80, to: -1, between: [7, 15] },
  },
  direct('daniel', 'ingrid', -79, '', quiet(0.14)),
  direct('daniel', 'elsa', -79, '', quiet(0.14)),
  direct('henrik', 'nils', -78, '', quiet(0.12)),
  direct('astrid', 'sven', -78, '', quiet(0.08)),
  direct(
    'ingrid',
    'jonas',
    -44,
    `
# -44
1011 jonas Thank you for the desk. The sun is real.
1013 ingrid There is a curtain. It is ugly, but it works.
# -2
1120 ingrid What should I not miss in Suzhou?
1124 jonas The noodle day in the canteen. They moved it for you, I think.
`,
  ),
];
