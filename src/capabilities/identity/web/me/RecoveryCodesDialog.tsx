import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { copyText } from '#platform/web/copyText.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from '../words.ts';
import './me.css';

interface RecoveryCodesDialogProps {
  /** Null while there is nothing to show. */
  readonly codes: readonly string[] | null;
  readonly onClose: () => void;
}

/** The recovery codes, once: copy, download or print them. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const t = useWords(words);
  const text = (codes ?? []).join('\n');

  function download(): void {
    const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = t.codesFile;
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <Dialog
      open={codes !== null}
      onClose={onClose}
      title={t.codesTitle}
      width="narrow"
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.codesKept}
        </Button>
      }
    >
      <p className="tl-text-2">{t.codesText}</p>
      <ul className="id-codes">
        {codes?.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="id-code-ways">
        <Button
          icon={<IconCopy size={18} stroke={1.75} aria-hidden />}
          onClick={() => void copyText(text).then(() => toast({ text: t.copied }))}
        >
          {t.copyAll}
        </Button>
        <Button icon={<IconDownload size={18} stroke={1.75} aria-hidden />} onClick={download}>
          {t.download}
        </Button>
        <Button icon={<IconPrinter size={18} stroke={1.75} aria-hidden />} onClick={() => globalThis.print()}>
          {t.print}
        </Button>
      </div>
    </Dialog>
  );
}
