import { expect, test } from 'vitest';
import { type Policy, presets } from '#directory/model/contract.ts';
import { htmlPage, plainText, policyKinds, type PolicyFacts, policyText } from './policies.ts';

const policy: Policy = { preset: 'balanced', ...presets.balanced, receipts: 'counted', noticeNames: 'off' };
const facts: PolicyFacts = { company: 'Acme', day: '23 Nov 2026', policy, agreed: [], keptDays: null };

const said = (kind: (typeof policyKinds)[number], more: Partial<Policy>, rest: Partial<PolicyFacts> = {}) =>
  plainText(policyText(kind, { ...facts, ...rest, policy: { ...policy, ...more } }, 'en'));

const ways: readonly (readonly [keyof Policy, readonly string[], (typeof policyKinds)[number]])[] = [
  ['receipts', ['named', 'counted', 'off'], 'monitoring'],
  ['receiptOptOut', ['everywhere', 'directOnly'], 'monitoring'],
  ['noticeNames', ['named', 'off'], 'monitoring'],
  ['whoDings', ['everybody', 'managersAndTeam'], 'disconnect'],
  ['dingsADay', ['1', '2', '3'], 'disconnect'],
  ['whoMentionsAll', ['everybody', 'groupAdmins'], 'disconnect'],
  ['whoCreatesGroups', ['everybody', 'managers'], 'disconnect'],
];

test.each(ways)('B1 the text says of %s what is set, and something else for each setting', (name, values, kind) => {
  const texts = values.map((value) => said(kind, { [name]: value }));
  expect(new Set(texts).size).toBe(values.length);
});

test('B1 an agreement is told with its purpose, who asked, who agreed, for how long; none, that there is none', () => {
  expect(said('monitoring', {})).toContain('Nothing at present: nobody is shown by name.');
  const one = {
    ...{ what: 'Names in receipts', purpose: 'outage notices', keptMonths: 3, from: '1 Dec', until: '1 Dec 2027' },
    ...{ askedBy: 'Lu', agreedBy: 'Qin', votes: null },
  };
  const text = said('monitoring', { receipts: 'named' }, { agreed: [one] });
  expect(text).toContain('Purpose: outage notices. Names are shown for the last 3 months. Lu asked and Qin');
  const voted = { ...one, agreedBy: null, votes: { voters: 9, yes: 4, no: 1 } };
  expect(said('monitoring', {}, { agreed: [voted] })).toContain('4 yes, 1 no, of 9');
  expect(said('monitoring', {}, { keptDays: 365 })).toContain('kept for 365 days');
});

test('B1 both languages say as much', () => {
  for (const kind of policyKinds) {
    const [zh, en] = (['zh', 'en'] as const).map((language) => policyText(kind, facts, language));
    expect(zh?.sections.map(({ lines }) => lines.length)).toEqual(en?.sections.map(({ lines }) => lines.length));
    expect(plainText(en as never)).not.toMatch(/\p{Script=Han}/u);
  }
});

test('B2 what people wrote is no markup in the page', () => {
  const hostile = { ...facts, company: '<img src=x onerror=alert(1)>"&\'' };
  const page = htmlPage(policyText('monitoring', hostile, 'en'), 'en');
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<script');
  expect(page).toContain('&#60;img');
});
