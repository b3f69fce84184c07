import { asking, badStatus, jsonOf, type Sender, textOf } from './sender.ts';

const API = 'https://api.twilio.com/2010-04-01/Accounts';

/** Texts and calls by Twilio's API. It knows no key by which it would take a double for one. */
export const sendByTwilio: Sender<'twilio'> = (egress, { accountSid, from }, secret, letter) => {
  const form = new URLSearchParams({ To: letter.to });
  form.set(from.startsWith('MG') ? 'MessagingServiceSid' : 'From', from);
  if (letter.way === 'sms') form.set('Body', letter.text);
  else form.set('Twiml', spokenBy(letter.text, letter.language, letter.code === null ? letter.statusUrl : null));
  if (letter.statusUrl !== null) form.set('StatusCallback', letter.statusUrl);
  const headers = {
    authorization: `Basic ${Buffer.from(`${accountSid}:${secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const address = `${API}/${accountSid}/${letter.way === 'sms' ? 'Messages' : 'Calls'}.json`;
  return asking(
    () => egress.request(address, { method: 'POST', headers, body: form.toString() }),
    (answer) => {
      const said = jsonOf(answer.body);
      if (answer.status === 201 || answer.status === 200) return { is: 'accepted', ref: textOf(said['sid']) || null };
      return badStatus(answer, `${textOf(said['code'])} ${textOf(said['message'])}`);
    },
  );
};

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => XML[sign] ?? '');

/** What a call says, twice; a key that is pressed is told to `keyUrl`. */
export function spokenBy(text: string, language: 'zh' | 'en', keyUrl: string | null): string {
  const voice = language === 'zh' ? 'zh-CN' : 'en-US';
  const say = `<Say language="${voice}" loop="2">${escaped(text)}</Say>`;
  if (keyUrl === null) return `<Response>${say}</Response>`;
  return `<Response><Gather numDigits="1" timeout="8" action="${escaped(keyUrl)}">${say}</Gather></Response>`;
}
