import { admins } from '#directory/model/contract.ts';
import { lockFor, noteViews, writeLedger } from '#directory/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { outside } from '#platform/server/capability.ts';
import type { Context } from '#platform/server/context.ts';
import { LETTERS_MAX } from '../../model/calls/channels.ts';
import type { outboxCalls } from '../../model/contract.ts';
import { type GatewayConfig, keepsSecret, kindsOfWay } from '../../model/gateways/config.ts';
import { wordsOfTest } from '../../model/gateways/texts.ts';
import type { Wired } from '../../model/quiet.ts';
import * as contacts from '../store/contacts.ts';
import * as store from '../store/gateways.ts';
import * as wires from '../store/wires.ts';
import { REPORTS } from './receiving.ts';
import { type Post, reportPath, sendLetter } from './sending.ts';

type Calls = typeof outboxCalls;

/** The gateways of the company, how they do, and what did not arrive. */
export async function gateways(ctx: Context, { vault, publicUrl }: Post): Promise<OutputOf<Calls['gateways']>> {
  const rows = await store.gatewaysOf(ctx);
  const health = new Map((await store.healthOf(ctx, ctx.now)).map((one) => [one.way, one]));
  const letters = await wires.letters(ctx, LETTERS_MAX);
  await noteViews(ctx, { what: 'deadLetter', memberIds: letters.map(({ memberId }) => memberId) });
  return {
    letters,
    gateways: rows.flatMap(({ way, config, dailyMax, unitCost, currency }) => {
      const seen = health.get(way);
      if (seen === undefined) return [];
      const { workedAt, failingSince, failure, today, dead, sent, delivered, failed, cost } = seen;
      const hasOneAddress = (config.kind === 'aliyun' || config.kind === 'aliyunCall') && publicUrl !== null;
      return [
        {
          ...{ way, config, dailyMax, unitCost, currency, workedAt, failingSince, failure, today, dead },
          month: { sent, delivered, failed, cost },
          reportsTo: hasOneAddress ? `${publicUrl}${reportPath(vault, ctx.companyId, REPORTS)}` : null,
        },
      ];
    }),
  };
}

export async function saveGateway(ctx: Context, { vault, egress, lines }: Post, input: InputOf<Calls['saveGateway']>) {
  await lockFor(ctx, admins);
  const { way, config, dailyMax, unitCost, currency } = input;
  const isPossible = kindsOfWay[way].includes(config.kind);
  if (!isPossible || (config.kind === 'webhook' && !egress.mayAsk(config.url))) {
    throw new Refused(refuse('outbox.gatewayRefused'));
  }
  const old = await store.gatewayOf(ctx, way);
  const known = old !== null && keepsSecret(old.config, config) ? old.sealed : openServer(config, vault, ctx, way);
  const sealed = input.secret === null ? known : vault.seal(ctx.companyId, way, input.secret);
  if (sealed === null) throw new Refused(refuse('outbox.secretMissing'));
  await store.putGateway(ctx, { way, config, sealed, dailyMax, unitCost, currency });
  const facts = { way, gateway: config.kind, where: whereOf(config), dailyMax, newSecret: input.secret !== null };
  await writeLedger(ctx, { kind: 'outbox.gatewaySaved', facts });
  if (way === 'sms') ctx.afterCommit(() => lines.drop(ctx.companyId));
  return {};
}

/** A mail server that asks for no name asks for no password either. */
function openServer(config: GatewayConfig, vault: Post['vault'], { companyId }: Context, way: Wired) {
  return config.kind === 'smtp' && config.user === '' ? vault.seal(companyId, way, '') : null;
}

function whereOf(config: GatewayConfig): string {
  switch (config.kind) {
    case 'smtp':
    case 'smpp':
      return `${config.host}:${config.port} ${config.security}`;
    case 'twilio':
      return config.from;
    case 'aliyun':
      return config.signName;
    case 'aliyunCall':
      return config.showNumber;
    case 'webhook':
      return URL.parse(config.url)?.host ?? '';
  }
}

export async function removeGateway(ctx: Context, { lines }: Post, { way }: InputOf<Calls['removeGateway']>) {
  await lockFor(ctx, admins);
  if (await store.removeGateway(ctx, way)) await writeLedger(ctx, { kind: 'outbox.gatewayRemoved', facts: { way } });
  if (way === 'sms') ctx.afterCommit(() => lines.drop(ctx.companyId));
  return {};
}

/** Sends a test to the one who asks, to what he has proved to be his. */
export async function testGateway(ctx: Context, post: Post, { way }: InputOf<Calls['testGateway']>) {
  const gateway = await store.gatewayOf(ctx, way);
  if (gateway === null) throw new Refused(refuse('outbox.noGateway'));
  const kind = way === 'mail' ? 'mail' : 'phone';
  const own = (await contacts.contactsOf(ctx, ctx.memberId)).find((one) => one.kind === kind);
  if (own === undefined) throw new Refused(refuse('outbox.noOwnContact'));
  if ((await store.spend(ctx, way, 1, ctx.now)) === 0) throw new Refused(refuse('outbox.quotaUsed'));
  const letter = { id: ctx.newId(), to: own.address, language: own.language, code: null, ...wordsOfTest(own.language) };
  return outside(
    () => sendLetter(post, ctx.companyId, gateway, letter),
    async (after: Context, answer) => {
      const isIn = answer.is === 'accepted';
      await store.noteHealth(after, way, isIn ? null : answer.why, after.now);
      if (answer.is === 'again' || answer.is === 'refused') await store.count(after, way, { unsent: 1 }, after.now);
      return { is: answer.is, why: isIn ? (answer.ref ?? '') : answer.why };
    },
  );
}

/** Lets a dead letter have its turn again. */
export async function retryLetter(ctx: Context, { id }: InputOf<Calls['retryLetter']>, wake: () => void) {
  await lockFor(ctx, admins);
  if (!(await wires.revive(ctx, id, ctx.now))) throw new Refused(refuse('platform.notFound'));
  await writeLedger(ctx, { kind: 'outbox.letterRetried', facts: {} });
  ctx.afterCommit(wake);
  return {};
}
