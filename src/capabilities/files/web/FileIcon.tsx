import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMicrophone,
  IconMovie,
  IconPhoto,
  IconPresentation,
} from '@tabler/icons-react';
import { useWords } from '#platform/web/words.ts';
import type { FileKind } from '../model/contract.ts';
import { words } from './words.ts';

const icons = {
  picture: IconPhoto,
  image: IconPhoto,
  video: IconMovie,
  sound: IconFileMusic,
  voice: IconMicrophone,
  pdf: IconFileTypePdf,
  document: IconFileText,
  sheet: IconFileSpreadsheet,
  slides: IconPresentation,
  text: IconFileText,
  archive: IconFileZip,
  other: IconFile,
} satisfies Record<FileKind, typeof IconFile>;

/** A file's kind, by shape. */
export function FileIcon({ kind, size }: { readonly kind: FileKind; readonly size: number }) {
  const Icon = icons[kind];
  return <Icon size={size} stroke={1.5} aria-hidden />;
}

/** A file's kind, by word. */
export function useKindName(kind: FileKind): string {
  const t = useWords(words);
  return {
    picture: t.kindImage,
    image: t.kindImage,
    video: t.kindVideo,
    sound: t.kindSound,
    voice: t.kindVoice,
    pdf: t.kindPdf,
    document: t.kindDocument,
    sheet: t.kindSheet,
    slides: t.kindSlides,
    text: t.kindText,
    archive: t.kindArchive,
    other: t.kindOther,
  }[kind];
}
