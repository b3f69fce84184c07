import type { CompanyId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import type { Server } from '#platform/server/serve.ts';
import { afterReceipt, reasonOf, type Receipt } from '../../model/gateways/outcomes.ts';
import type { Source } from '../source.ts';
import * as gateways from '../store/gateways.ts';
import * as wires from '../store/wires.ts';
import { textOf } from './sender.ts';
import type { Vault } from './vault.ts';
import { tellSource } from './wiring.ts';

const BODY_MAX = 32 * 1024;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REPORTS_MAX = 200;
/** Where a gateway with one address for all its reports sends them. */
export const REPORTS = 'reports';

export interface Report {
  /** Ours, or what the gateway calls it. */
  readonly about: { readonly id: string } | { readonly ref: string };
  readonly what: Receipt;
  readonly why: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * `POST /gateways/<company>/<wire or "reports">/<signature>` is where gateways say what became of things. Each address is signed for one thing, or
 * for one company's reports; it answers the same whether there is anything under it, and what it is told counts once.
 */
export function reportRoute(server: Server, house: House, vault: Vault, sources: ReadonlyMap<string, Source>): void {
  server.register(async (inner) => {
    inner.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body: string, done: (error: Error | null, value: unknown) => void) =>
        done(null, Object.fromEntries(new URLSearchParams(body))),
    );
    inner.post<{ Params: Record<'company' | 'what' | 'signature', string> }>(
      '/gateways/:company/:what/:signature',
      { bodyLimit: BODY_MAX },
      async (request, reply) => {
        const { company, what, signature } = request.params;
        const isKnown = UUID.test(company) && (what === REPORTS || UUID.test(what));
        if (!isKnown || !vault.isSigned(company, what, signature)) throw new Refused(refuse('platform.notFound'));
        const companyId = company as CompanyId;
        const reports = what === REPORTS ? reportsOf(request.body) : [reportOf(what, request.body)];
        for (const report of reports) if (report !== null) await takeReport(house, companyId, sources, report);
        reply.header('cache-control', 'no-store');
        const isCall = typeof request.body === 'object' && request.body !== null && 'CallSid' in request.body;
        if (isCall) return reply.type('text/xml; charset=utf-8').send('<Response><Hangup/></Response>');
        return reply.type('application/json').send({ code: 0, msg: 'OK' });
      },
    );
  });
}

/** Notes a report in a transaction of its own. */
export function takeReport(
  house: House,
  companyId: CompanyId,
  sources: ReadonlyMap<string, Source>,
  report: Report,
): Promise<void> {
  return house.inCompany(companyId, (ctx) => noteReport(ctx, sources, report));
}

/** Notes what became of something, once: what is told twice, late, or out of order changes nothing. */
async function noteReport(
  ctx: FollowContext,
  sources: ReadonlyMap<string, Source>,
  { about, what, why }: Report,
): Promise<void> {
  const sent = await wires.lockSent(ctx, about);
  const next = sent === null ? null : afterReceipt(sent.state, what);
  if (sent === null || next === null) return;
  await wires.setState(ctx, sent.id, next, why, ctx.now);
  // Confirmed after delivered is one thing that arrived.
  const isFirst = ['taken', 'accepted', 'uncertain'].includes(sent.state);
  if (isFirst) {
    await gateways.count(ctx, sent.way, next === 'failed' ? { failed: 1 } : { delivered: 1 }, ctx.now);
  }
  await tellSource(sources, ctx, sent, next);
}

const TEXT_ENDS: Readonly<Record<string, Receipt>> = {
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};
const CALL_ENDS: Readonly<Record<string, Receipt>> = {
  completed: 'delivered',
  busy: 'unanswered',
  'no-answer': 'unanswered',
  canceled: 'failed',
  failed: 'failed',
};
const OWN_ENDS: Readonly<Record<string, Receipt>> = {
  ...{ delivered: 'delivered', failed: 'failed', unanswered: 'unanswered', confirmed: 'confirmed' },
};

/** What a report about one thing says: of Twilio (texts and calls), or of a server of the company's own. Null: nothing that counts yet. */
export function reportOf(id: string, body: unknown): Report | null {
  if (typeof body !== 'object' || body === null) return null;
  const said = body as Fields;
  const why = reasonOf(textOf(said['ErrorCode']) || textOf(said['error'])) || null;
  if ('CallSid' in said) {
    if (textOf(said['Digits']) !== '')
      return textOf(said['Digits']) === '1' ? { about: { id }, what: 'confirmed', why } : null;
    return found(id, CALL_ENDS[textOf(said['CallStatus'])], why);
  }
  if ('MessageStatus' in said) return found(id, TEXT_ENDS[textOf(said['MessageStatus'])], why);
  return found(id, OWN_ENDS[textOf(said['status'])], why);
}

function found(id: string, what: Receipt | undefined, why: string | null): Report | null {
  return what === undefined ? null : { about: { id }, what, why: what === 'failed' ? why : null };
}

/** What Aliyun's list of reports says: of texts (SmsReport), of calls that ended (VoiceReport), of keys that were pressed (VoiceCallReport). */
export function reportsOf(body: unknown): Report[] {
  if (!Array.isArray(body)) return [];
  return body.slice(0, REPORTS_MAX).flatMap((one: unknown): Report[] => {
    const said = (one ?? {}) as Fields;
    if ('call_id' in said) return callReport(said);
    const id = textOf(said['out_id']);
    if (!UUID.test(id) || typeof said['success'] !== 'boolean') return [];
    if (said['success']) return [{ about: { id }, what: 'delivered', why: null }];
    return [{ about: { id }, what: 'failed', why: reasonOf(textOf(said['err_code'])) }];
  });
}

/** A call that began to be talked in was taken; one that ended without was not. Between the two only a key counts. */
function callReport(said: Fields): Report[] {
  const ref = textOf(said['call_id']);
  if (ref === '') return [];
  const about = { ref };
  if (textOf(said['dtmf']).startsWith('1')) return [{ about, what: 'confirmed', why: null }];
  if (textOf(said['end_time']) === '') return [];
  return [{ about, what: textOf(said['start_time']) === '' ? 'unanswered' : 'delivered', why: null }];
}
