import { type Refusal, refuse } from '#platform/model/refusal.ts';

export const PASSWORD_MIN = 8;

/** Why a password is refused: the fact `why` of `identity.passwordWeak`. */
export type Weakness = 'short' | 'accountName' | 'common';

// The ones that are tried first, of at least eight characters; shorter ones fall to the length.
const COMMON = new Set(
  `12345678 123456789 1234567890 0123456789 01234567 012345678 87654321 987654321 9876543210 0987654321 11111111 111111111
  1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555 66666666 666666666 77777777 88888888 888888888
  8888888888 99999999 12341234 12344321 11223344 1122334455 112233445566 123123123 123321123 123454321 12345678910 1234567891
  12121212 13131313 23232323 69696969 10101010 20202020 11112222 22223333 147258369 159753159 741852963 789456123 963852741
  147852369 123456123456 123456654321 password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword
  pa55word passwort passpass qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwertyqwerty 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
  q1w2e3r4 q1w2e3r4t5 qazwsxedc qazwsx123 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx zaq1zaq1 qweasdzxc asdfghjk asdfghjkl
  asdfasdf asdf1234 zxcvbnm1 zxcvbnm123 zxcvbnm, qwer1234 qwe123qwe 1234qwer 123qweasd 123qwe123 qweqweqwe asdasdasd
  abcd1234 abc12345 abc123456 abc123abc abcdefgh abcdefghi a1234567 a12345678 a123456789 aa123456 aa12345678 aaa123456
  aaaaaaaa aaaaaaaaaa as123456 asd123456 zxc123456 qq123456 qq123456789 qwe123456 wang1234 woaini1314 woaini520 woaini123
  woaini521 5201314520 52013145 1314520520 5211314521 woaiwojia woaiwoziji iloveyou iloveyou1 iloveyou2 ilovegod loveyou1
  caonima123 nihao123 nihaonihao admin123 admin1234 admin12345 admin888 administrator adminadmin root1234 rootroot
  welcome1 welcome123 changeme changeme1 changeme123 letmein1 letmein123 trustno1 whatever superman batman123 spiderman
  starwars pokemon1 dragon123 monkey123 sunshine sunshine1 princess princess1 football football1 baseball baseball1
  basketball michael1 jennifer jordan23 computer computer1 internet internet1 facebook google123 samsung1 liverpool
  chocolate butterfly elephant november december september test1234 test12345 testtest user1234 guest1234 login123
  secret123 master123 hello123 hello1234 hellohello killer123 freedom1 charlie1 company1 company123 tautline tautline1
  tautline123 zhangchi zhangchi123 dingding dingding123 dingtalk`.split(/\s+/),
);

/** I4: at least eight characters, not the account name, none of the commonest; what it is made of is nobody's business. */
export function weaknessOf(password: string, accountName: string): Refusal<'identity.passwordWeak'> | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...password.normalize('NFKC')].length < PASSWORD_MIN) return weak('short');
  if (spellingsOf(accountName).includes(plain)) return weak('accountName');
  if (COMMON.has(plain)) return weak('common');
  return null;
}

function weak(why: Weakness): Refusal<'identity.passwordWeak'> {
  return refuse('identity.passwordWeak', { why, min: PASSWORD_MIN });
}

/** The ways a person writes his own account name: whole, the part before the @, the number without its country. */
function spellingsOf(accountName: string): string[] {
  const [local = ''] = accountName.split('@');
  return [accountName, local, accountName.slice(1), accountName.replace(/^\+86/, '')];
}
