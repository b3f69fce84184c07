import type { FileId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import type { Voice } from '../../model/contract.ts';
import type { Chosen } from '../choosing.ts';
import { words } from '../words.ts';

/** What was recorded here, ready to go with a message. */
export function recordedVoice(bytes: Blob, voice: Voice): Chosen {
  const ending = bytes.type.includes('mp4') ? 'm4a' : bytes.type.includes('ogg') ? 'ogg' : 'webm';
  const name = `${wordsIn(words, currentLanguage()).kindVoice}.${ending}`;
  const file = {
    id: newId() as FileId,
    name,
    size: bytes.size,
    kind: 'voice',
    width: null,
    height: null,
    voice,
  } as const;
  return { file, bytes };
}
