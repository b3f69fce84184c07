import { Button } from '#platform/web/ui/Button.tsx';
import { CopyField } from '#platform/web/ui/CopyField.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';
import './admin.css';

interface InviteLinkDialogProps {
  readonly title: string;
  readonly text: string;
  /** As the server made it: a path or a whole address. */
  readonly link: string;
  readonly onClose: () => void;
}

/** An invite link, once: to copy, or to scan from the screen. */
export function InviteLinkDialog({ title, text, link, onClose }: InviteLinkDialogProps) {
  const t = useWords(words);
  const address = new URL(link, location.origin).href;
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width="narrow"
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <div className="di-link">
        <p className="tl-text-2">{text}</p>
        <CopyField label={t.inviteLink} value={address} />
        <div className="di-link-qr">
          <QrCode text={address} label={t.inviteQr} size={176} />
        </div>
      </div>
    </Dialog>
  );
}
