import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { type CompanyId, idOf } from '#platform/model/ids.ts';
import { admins, anyMember } from '../roles.ts';
import { company, memberId, name, none, policy, preset } from '../shapes.ts';

/** The company itself and its policy. */
export const companyCalls = {
  createCompany: command({
    summary: 'Makes a company; the caller becomes its owner.',
    allow: 'account',
    input: z.object({ name, timeZone: z.string().max(60), preset }),
    output: z.object({ companyId: idOf<CompanyId>(), memberId }),
    refusals: ['directory.timeZoneUnknown'],
  }),
  company: query({
    summary: 'The company, with its policy.',
    allow: anyMember,
    input: none,
    output: company,
    refusals: [],
  }),
  renameCompany: command({
    summary: 'Renames the company.',
    allow: admins,
    input: z.object({ name }),
    output: company,
    refusals: [],
  }),
  setPolicy: command({
    summary:
      'Changes switches of the company; a preset sets all of them first. By a switch of R29 nobody is shown more than now: a preset leaves it where it is, and by itself it is refused.',
    allow: admins,
    input: z.object({ preset: preset.optional(), changes: policy.omit({ preset: true }).partial() }),
    output: policy,
    refusals: ['directory.twoKeys'],
  }),
};
