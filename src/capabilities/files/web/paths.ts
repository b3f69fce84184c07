import { sessionStore } from '#platform/web/session.ts';
import type { Attachment } from '../model/contract.ts';

/** Where a file, or a picture at one of its sizes, is fetched from. */
export function filePath({ id }: Pick<Attachment, 'id'>, form: 'whole' | 's' | 'm' | 'l' | 'media'): string {
  return `/files/${id}/${form}?company=${sessionStore.get().companyId}`;
}
