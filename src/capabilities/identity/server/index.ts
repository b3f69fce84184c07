import { capability } from '#platform/server/capability.ts';
import { identityCalls, identityEvent } from '../model/contract.ts';
import { meOf, rename } from './accounts.ts';
import { devices, signOutDevice } from './devices.ts';
import { approvePairing, claimPairing, collectPairing, pairingState, startPairing } from './pairing.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeyProof,
  beginPasskeySignIn,
  passkeys,
  removePasskey,
  signInWithPasskey,
} from './passkeys.ts';
import { proof, prove } from './proof.ts';
import { changePassword, secondFactor, signIn, signOut, signUp } from './signIn.ts';
import { beginTotp, confirmTotp, endTotp, renewRecoveryCodes } from './totp.ts';

export {
  type Account,
  accountNamed,
  accountOf,
  createAccount,
  createAccountWithSession,
  hasAccounts,
  meOf,
  type NewAccount,
} from './accounts.ts';
export { accountTables } from './accountTables.ts';
export { cleanUp } from './cleanUp.ts';
export {
  accountOfMember,
  addSeat,
  removeSeat,
  renameCompanySeats,
  setSeatStatus,
  updateSeat,
} from './seats.ts';
export { devices } from './devices.ts';
export { hashPassword, type PasswordHash } from './secrets.ts';
export { endOtherSessions, insertSession, onSessionsEnded, sessionOf, startSession } from './sessions.ts';
export { resetPassword } from './signIn.ts';
export { companiesAfter } from './store/seats.ts';

export const identity = capability({
  name: 'identity',
  calls: identityCalls,
  events: identityEvent,
  handlers: {
    signUp,
    signIn,
    secondFactor,
    signOut,
    me: (ctx) => meOf(ctx, ctx.accountId),
    proof,
    beginPasskeyProof,
    prove,
    rename,
    changePassword,
    devices,
    signOutDevice,
    beginTotp,
    confirmTotp,
    endTotp,
    newRecoveryCodes: renewRecoveryCodes,
    passkeys,
    beginPasskey,
    addPasskey,
    removePasskey,
    beginPasskeySignIn,
    signInWithPasskey,
    startPairing,
    pairingState,
    claimPairing,
    approvePairing,
    collectPairing,
  },
});
