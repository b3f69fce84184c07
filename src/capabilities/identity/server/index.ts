export {
  type Account,
  accountNamed,
  accountOf,
  createAccount,
  createAccountWithSession,
  type NewAccount,
} from './accounts.ts';
export { accountTables } from './accountTables.ts';
export {
  accountOfMember,
  addSeat,
  removeSeat,
  renameCompanySeats,
  seatsOf,
  setSeatStatus,
  updateSeat,
} from './seats.ts';
export { endOtherSessions, onSessionsEnded, sessionOf, startSession } from './sessions.ts';
