import { capability } from '#platform/server/capability.ts';
import { filesCalls, filesEvent } from '../model/contract.ts';
import { removeAvatar, setAvatar } from './service.ts';

/** Pictures of members. */
export const files = capability({
  name: 'files',
  calls: filesCalls,
  events: filesEvent,
  handlers: { setAvatar, removeAvatar },
});

export { avatarRoute } from './route.ts';
export { avatarBytes } from './store.ts';
