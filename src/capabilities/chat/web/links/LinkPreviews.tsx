import { IconChevronDown, IconChevronUp, IconWorld, IconX } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { sayError } from '#platform/web/refusals.ts';
import { sessionStore } from '#platform/web/session.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { LinkPreview, ShownMessage } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { setClosed, useIsClosed } from './closing.ts';
import { words } from './words.ts';
import './links.css';

interface LinkPreviewsProps {
  readonly message: ShownMessage;
  readonly mine: boolean;
}

/** Under a message: what stands behind its links, as the server has seen it. The reader's browser asks no other site. */
export const LinkPreviews = memo(function LinkPreviews({ message, mine }: LinkPreviewsProps) {
  const t = useWords(words);
  return (
    <ul className="ch-sites" aria-label={t.previews}>
      {message.links.map((link) => (
        <li key={link.address}>
          <Preview message={message} link={link} mine={mine} />
        </li>
      ))}
    </ul>
  );
});

interface PreviewProps extends LinkPreviewsProps {
  readonly link: LinkPreview;
}

function Preview({ message, link, mine }: PreviewProps) {
  const t = useWords(words);
  const { address, title, description, site, picture } = link;
  const closed = useIsClosed(message.id, address);
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <div className="ch-site" data-closed={closed ? '' : undefined}>
      <a href={address} target="_blank" rel="noopener noreferrer nofollow" draggable={false}>
        {!closed && picture !== null && <Picture key={picture.id} id={picture.id} />}
        <span className="ch-site-text">
          <small>{site}</small>
          <b>{title}</b>
          {!closed && description !== '' && <span>{description}</span>}
        </span>
      </a>
      <span className="ch-site-acts">
        <IconButton
          size="sm"
          icon={closed ? <IconChevronDown {...icon} /> : <IconChevronUp {...icon} />}
          label={closed ? t.open : t.close}
          onClick={() => setClosed(message.id, address, !closed)}
        />
        {mine && !closed && (
          <IconButton
            size="sm"
            icon={<IconX {...icon} />}
            label={t.remove}
            onClick={() => void remove(message, address, t.removed)}
          />
        )}
      </span>
    </div>
  );
}

/** Of one size whatever it is: nothing moves when it comes, or does not. */
function Picture({ id }: { readonly id: string }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className="ch-site-picture">
      {failed ? (
        <IconWorld size={24} stroke={1.5} aria-hidden />
      ) : (
        <img
          src={`/files/link/${id}?company=${sessionStore.get().companyId}`}
          alt=""
          width={88}
          height={88}
          decoding="async"
          draggable={false}
          onError={() => setFailed(true)}
        />
      )}
    </span>
  );
}

async function remove({ conversationId, number }: ShownMessage, address: string, done: string): Promise<void> {
  try {
    await deviceNow()?.calls.removeLinkPreview({ conversationId, number, address });
    toast({ text: done });
  } catch (error) {
    toast({ text: sayError(error), kind: 'danger' });
  }
}
