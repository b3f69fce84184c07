import { expect, test } from 'vitest';
import type { ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import { addressingOf, asksNobody } from './addressing.ts';

const [luo, zhou] = ['luo', 'zhou'] as unknown as [MemberId, MemberId];
const messageId = 'm' as MessageId;
const conversationId = 'c' as ConversationId;
const plant = 'p' as DepartmentId;
const group = { conversationId, peerId: null, messageId, departmentIds: [] };
const direct = { ...group, peerId: luo };
const nowhere = { ...group, conversationId: null };
const place = (memberIds: readonly MemberId[] | null) => ({ conversationId, messageId, memberIds });

test('G16 of a group its members are asked there, everybody where nobody is named', () => {
  expect(addressingOf({ ...group, chosen: [luo, zhou] })).toEqual({
    ...{ to: [place([luo, zhou])], memberIds: [], departmentIds: [] },
  });
  expect(addressingOf({ ...group, chosen: null }).to).toEqual([place(null)]);
});

test('G16 among two the other one is asked there if he is, and others by name', () => {
  expect(addressingOf({ ...direct, chosen: [luo, zhou] })).toMatchObject({ to: [place([luo])], memberIds: [zhou] });
  expect(addressingOf({ ...direct, chosen: [zhou] })).toMatchObject({ to: [], memberIds: [zhou] });
});

test('G16 written nowhere, all are asked by name', () => {
  expect(addressingOf({ ...nowhere, chosen: [luo] })).toMatchObject({ to: [], memberIds: [luo] });
});

test('it asks nobody where nobody was chosen, and no department', () => {
  expect(asksNobody(addressingOf({ ...group, chosen: [] }))).toBe(true);
  expect(asksNobody(addressingOf({ ...group, chosen: null }))).toBe(false);
  expect(asksNobody(addressingOf({ ...direct, chosen: [] }))).toBe(true);
  expect(asksNobody(addressingOf({ ...nowhere, chosen: [luo] }))).toBe(false);
  expect(asksNobody(addressingOf({ ...nowhere, chosen: [], departmentIds: [plant] }))).toBe(false);
});
