/** The tables that know no company, each with the reason; every other table begins with `company_id`. */
export const accountTables: Readonly<Record<string, string>> = {
  'identity.account': 'One person may be a member of several companies, and exists before the first.',
  'identity.session': 'Signing in happens before a company is chosen; one session serves all companies of an account.',
  'identity.device': 'A browser is known to an account, whatever company is on its screen.',
  'identity.passkey': 'A way into the account, not into a company.',
  'identity.recovery_code': 'A way into the account, not into a company.',
  'identity.challenge': 'A sign-in that is under way: nobody is known yet, so no company is.',
  'identity.attempt': 'Wrong tries are counted by account name and address, before anybody is known.',
  'identity.pairing': 'Carries a session from desktop to phone: the account, not a company.',
  'identity.seat':
    'Lists the companies of an account; it must be readable before one of them is entered. It opens no door.',
};
