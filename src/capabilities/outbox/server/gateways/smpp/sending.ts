import type { CompanyId } from '#platform/model/ids.ts';
import { type Egress, EgressFailed } from '#platform/server/egress.ts';
import type { GatewayConfig } from '../../../model/gateways/config.ts';
import { type GatewayAnswer, type Receipt, reasonOf } from '../../../model/gateways/outcomes.ts';
import { failedAnswer, type Letter } from '../sender.ts';
import { COMMAND, type DeliveryReceipt, segmentsOf, submitBody } from './pdu.ts';
import { BindRefused, messageIdIn, SmppSession } from './session.ts';

type SmppConfig = Extract<GatewayConfig, { kind: 'smpp' }>;
type OnReceipt = (companyId: CompanyId, ref: string, what: Receipt, why: string | null) => Promise<void>;

/** Throttled, queue full: it says that it has not taken it. */
const LATER = [0x58, 0x14];
/** Wrong destination, wrong number of them. */
const ADDRESS = [0x0b, 0x33, 0x34, 0x48, 0x50, 0x51];

const ENDS: Readonly<Record<string, Receipt>> = {
  ...{ DELIVRD: 'delivered', UNDELIV: 'failed', EXPIRED: 'failed', DELETED: 'failed', REJECTD: 'failed' },
};

interface Kept {
  readonly known: string;
  readonly session: Promise<SmppSession>;
}

/** The connections to message centres, one a company: they stay open, for receipts come when they come. */
export class SmppLines {
  readonly #egress: Egress;
  readonly #lines = new Map<CompanyId, Kept>();
  #reference = 0;
  /** Where receipts go; set when the house is open. */
  onReceipt: OnReceipt = () => Promise.reject(new Error('the house is not open'));

  constructor(egress: Egress) {
    this.#egress = egress;
  }

  /** Sends a text, once. A message centre has no key against doubles: without its answer nobody knows. */
  async send(companyId: CompanyId, config: SmppConfig, secret: string, letter: Letter): Promise<GatewayAnswer> {
    let session: SmppSession;
    try {
      session = await this.#line(companyId, config, secret);
    } catch (error) {
      if (error instanceof BindRefused) return { is: 'refused', why: reasonOf(error.message), blame: 'gateway' };
      const isOurs = error instanceof EgressFailed || !('code' in (error as object));
      return isOurs ? failedAnswer(error, true) : { is: 'refused', why: reasonOf(String(error)), blame: 'gateway' };
    }
    this.#reference += 1;
    let ref: string | null = null;
    for (const segment of segmentsOf(letter.text, this.#reference)) {
      const answer = await session.ask(COMMAND.submitSm, submitBody(config.from, letter.to, segment));
      if (answer?.status === 0) {
        ref = messageIdIn(answer);
        continue;
      }
      const why = answer === null ? 'no answer' : `status 0x${answer.status.toString(16)}`;
      // Of a text in parts some may be out: it is not sent from the start again.
      if (answer === null || ref !== null) return { is: 'unknown', why };
      if (LATER.includes(answer.status)) return { is: 'again', why, afterS: null };
      return { is: 'refused', why, blame: ADDRESS.includes(answer.status) ? 'address' : 'gateway' };
    }
    return { is: 'accepted', ref };
  }

  /** Ends the line of a company: its gateway is another now. */
  drop(companyId: CompanyId): void {
    this.#lines
      .get(companyId)
      ?.session.then((one) => one.close())
      .catch(() => {});
    this.#lines.delete(companyId);
  }

  close(): void {
    for (const { session } of this.#lines.values()) session.then((one) => one.close()).catch(() => {});
    this.#lines.clear();
  }

  async #line(companyId: CompanyId, config: SmppConfig, secret: string): Promise<SmppSession> {
    const known = JSON.stringify([config, secret]);
    const old = this.#lines.get(companyId);
    if (old?.known === known) {
      const session = await old.session.catch(() => null);
      if (session?.isOpen === true) return session;
      // Somebody else may have opened a new one meanwhile.
      if (this.#lines.get(companyId) !== old) return this.#line(companyId, config, secret);
    }
    old?.session.then((one) => one.close()).catch(() => {});
    const hear = ({ id, stat }: DeliveryReceipt) => this.#hear(companyId, id, stat);
    const session = SmppSession.open(this.#egress, config, secret, hear);
    this.#lines.set(companyId, { known, session });
    return session;
  }

  async #hear(companyId: CompanyId, ref: string, stat: string): Promise<void> {
    const what = ENDS[stat];
    if (what !== undefined) await this.onReceipt(companyId, ref, what, what === 'failed' ? stat : null);
  }
}
