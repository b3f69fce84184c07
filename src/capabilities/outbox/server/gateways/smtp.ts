import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { EgressFailed } from '#platform/server/egress.ts';
import { type GatewayAnswer, reasonOf } from '../../model/gateways/outcomes.ts';
import { failedAnswer, type Sender } from './sender.ts';

/** From the first step to the last. */
const WHOLE_MS = 30_000;

interface SmtpError extends Error {
  readonly responseCode?: number;
  readonly code?: string;
}

/**
 * Mail by SMTP. A server that breaks off once the text has begun to leave may have taken it: SMTP has no key against doubles, the Message-ID is
 * for readers.
 */
export const sendBySmtp: Sender<'smtp'> = async (egress, config, secret, letter) => {
  let hasBegun = false;
  try {
    const bytes = await new MailComposer({
      from: config.from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      messageId: `<${letter.id}@${config.from.split('@')[1] ?? 'tautline'}>`,
      headers: { 'auto-submitted': 'auto-generated' },
    })
      .compile()
      .build();
    const message = Readable.from(
      (function* () {
        hasBegun = true;
        yield bytes;
      })(),
    );
    const connection = new SMTPConnection({
      host: config.host,
      port: config.port,
      connection: await egress.connect(config.host, config.port),
      secure: config.security === 'tls',
      requireTLS: config.security === 'starttls',
      ignoreTLS: config.security === 'unprotected',
      ...{ greetingTimeout: 10_000, socketTimeout: 15_000 },
    });
    return await new Promise<GatewayAnswer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no whole answer in time')), WHOLE_MS);
      const end = (work: () => void) => {
        clearTimeout(timer);
        work();
        connection.close();
      };
      const send = () =>
        connection.send({ from: config.from, to: [letter.to] }, message, (error, info) =>
          end(() => (error ? reject(error) : resolve({ is: 'accepted', ref: reasonOf(info.response) }))),
        );
      connection.on('error', (error: Error) => end(() => reject(error)));
      connection.connect((error) => {
        if (error) return end(() => reject(error));
        if (config.user === '') return send();
        return connection.login({ user: config.user, pass: secret }, (failure) =>
          failure ? end(() => reject(failure)) : send(),
        );
      });
    });
  } catch (error) {
    return answerOf(error as SmtpError, hasBegun);
  }
};

function answerOf(error: SmtpError, hasBegun: boolean): GatewayAnswer {
  const why = reasonOf(error.message);
  const { responseCode, code } = error;
  if (responseCode !== undefined && responseCode >= 500) {
    return { is: 'refused', why, blame: code === 'EENVELOPE' ? 'address' : 'gateway' };
  }
  if (responseCode !== undefined && responseCode >= 400) return { is: 'again', why, afterS: null };
  // What cannot be protected is not sent unprotected, now or later.
  if (code === 'ETLS' || code === 'EAUTH' || code === 'ESOCKET') return { is: 'refused', why, blame: 'gateway' };
  return failedAnswer(error, !hasBegun || error instanceof EgressFailed);
}
