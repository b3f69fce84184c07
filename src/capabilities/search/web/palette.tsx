import { IconListSearch } from '@tabler/icons-react';
import type { PaletteHit, PaletteSource } from '#platform/web/palette.ts';
import { addressOf } from '../model/asked.ts';

/** Who is still typing is not answered yet. */
const PAUSE_MS = 250;

/** Ctrl/Cmd+K leads on to the messages that hold the text. */
export const messageSource: PaletteSource = {
  id: 'messages',
  label: { zh: '消息', en: 'Messages' },
  order: 95,
  find: (text, language) =>
    text.trim() === ''
      ? []
      : [
          {
            id: 'search',
            label: language === 'zh' ? `搜索消息：${text.trim()}` : `Search messages: ${text.trim()}`,
            picture: <IconListSearch size={20} stroke={1.75} />,
            // The router follows the browser's own history.
            go: () => history.pushState(null, '', addressOf({ text: text.trim() })),
          },
        ],
};

type Hits = typeof import('./foundHits.tsx');

/** Asks once somebody pauses; nothing where he went on typing, or nobody can say. */
async function whenPaused(
  text: string,
  signal: AbortSignal,
  ask: (hits: Hits) => Promise<PaletteHit[]>,
): Promise<PaletteHit[]> {
  if (text === '') return [];
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return signal.aborted ? [] : import('./foundHits.tsx').then(ask).catch(() => []);
}

/** What was said lately. It comes last, so that nothing above it moves. */
export const saidSource: PaletteSource = {
  id: 'said',
  label: { zh: '最近说到的', en: 'Said lately' },
  order: 96,
  find: (text, _language, signal) => whenPaused(text, signal, (hits) => hits.saidHits(text, signal)),
};

/** Files by their names. */
export const fileSource: PaletteSource = {
  id: 'files',
  label: { zh: '文件', en: 'Files' },
  order: 97,
  find: (text, _language, signal) => whenPaused(text, signal, (hits) => hits.fileHits(text, signal)),
};
