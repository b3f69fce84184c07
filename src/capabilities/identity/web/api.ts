import { client, overHttp } from '#platform/web/call.ts';
import { identityCalls } from '../model/contract.ts';

/** The calls of identity. They speak of the account and name no company. */
export const identity = client('identity', identityCalls, (name, input, options) =>
  overHttp(name, input, { ...options, companyId: null }),
);
