import { createHmac, randomUUID } from 'node:crypto';
import type { Egress } from '#platform/server/egress.ts';
import { asking, badStatus, jsonOf, type Sender, textOf } from './sender.ts';
import { type GatewayAnswer, reasonOf } from '../../model/gateways/outcomes.ts';

const TEXTS = 'https://dysmsapi.aliyuncs.com/';
const CALLS = 'https://dyvmsapi.aliyuncs.com/';

/** Percent-encoding as Aliyun signs it (RFC 3986). */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The body of a request of Aliyun's RPC API, signed (HMAC-SHA1, version 1.0). */
export function signedForm(values: Readonly<Record<string, string>>, secret: string): string {
  const line = Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  const signature = createHmac('sha1', `${secret}&`)
    .update(`POST&${encoded('/')}&${encoded(line)}`)
    .digest('base64');
  return `${line}&Signature=${encoded(signature)}`;
}

/** Answers with which it says that nothing was taken, and may be later. */
const LATER = /Throttling|LIMIT_CONTROL|ServiceUnavailable|SYSTEM_BUSY/i;
const ADDRESS = /MOBILE_NUMBER_ILLEGAL|BLACK_KEY|MOBILE_COUNT/i;

/** Of mainland numbers without the country, of others with it and without the plus. */
const numberOf = (to: string): string => to.replace(/^\+86/, '').replace(/^\+/, '');

/** Asks one of Aliyun's RPC APIs; `ref` names what it calls the thing that it took. */
function ask(
  egress: Egress,
  api: string,
  keys: { readonly id: string; readonly secret: string },
  values: Readonly<Record<string, string>>,
  ref: string,
): Promise<GatewayAnswer> {
  const body = signedForm(
    {
      Version: '2017-05-25',
      Format: 'JSON',
      AccessKeyId: keys.id,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      ...values,
    },
    keys.secret,
  );
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return asking(
    () => egress.request(api, { method: 'POST', headers, body }),
    (answer) => {
      const said = jsonOf(answer.body);
      const what = textOf(said['Code']);
      if (what === 'OK') return { is: 'accepted', ref: textOf(said[ref]) || null };
      const why = reasonOf(`${what} ${textOf(said['Message'])}`);
      if (LATER.test(what)) return { is: 'again', why, afterS: null };
      if (what === '' || answer.status >= 500) return badStatus(answer, why);
      return { is: 'refused', why, blame: ADDRESS.test(what) ? 'address' : 'gateway' };
    },
  );
}

/** Texts by Aliyun Dysmsapi, in a template that the carrier approved. `OutId` only comes back in its reports; it is no key against doubles. */
export const sendByAliyun: Sender<'aliyun'> = (egress, config, secret, { id, to, text, code }) =>
  ask(
    egress,
    TEXTS,
    { id: config.accessKeyId, secret },
    {
      Action: 'SendSms',
      PhoneNumbers: numberOf(to),
      SignName: config.signName,
      TemplateCode: code === null ? config.template : config.codeTemplate,
      TemplateParam: JSON.stringify(code === null ? { content: text } : { code }),
      OutId: id,
    },
    'BizId',
  );

/**
 * Calls by Aliyun Dyvmsapi, in a template that it approved. Its `OutId` has room for 15 characters, too few for an id of ours: what became of a
 * call, and the key that was pressed, come under its own `CallId`.
 */
export const callByAliyun: Sender<'aliyunCall'> = (egress, config, secret, { to, text, code }) =>
  ask(
    egress,
    CALLS,
    { id: config.accessKeyId, secret },
    {
      Action: 'SingleCallByTts',
      ...(config.showNumber === '' ? {} : { CalledShowNumber: config.showNumber }),
      CalledNumber: numberOf(to),
      TtsCode: code === null ? config.template : config.codeTemplate,
      TtsParam: JSON.stringify(code === null ? { content: text } : { code }),
      PlayTimes: '2',
    },
    'CallId',
  );
