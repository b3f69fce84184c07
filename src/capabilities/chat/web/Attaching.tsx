import { type Chosen, ChosenFiles, UploadProgress } from '#files/web/index.ts';
import type { Attachment } from '#files/model/contract.ts';
import type { FileId } from '#platform/model/ids.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { AttachButton } from './AttachButton.tsx';
import { fitting } from './staging.ts';
import { VoiceButton } from './voice/VoiceButton.tsx';
import { words as voiceWords } from './voice/words.ts';
import { words } from './words.ts';

export interface AttachingProps {
  readonly chosen: readonly Chosen[];
  /** What goes along from another message; it is on the server already. */
  readonly passed?: readonly Attachment[];
  readonly onAdd: (more: readonly Chosen[]) => void;
  readonly onTakeOut: (id: FileId) => void;
  /** Gives up bringing what is on its way; null while nothing is. */
  readonly onCancel: (() => void) | null;
}

/** What goes with something that is written elsewhere than in the composer, by the composer's own pieces: files, pictures, and what is said. */
export function Attaching({ chosen, passed = [], onAdd, onTakeOut, onCancel }: AttachingProps) {
  const t = useWords(words);
  const voice = useWords(voiceWords);
  const files = chosen.map(({ file }) => file);
  return (
    <div className="ch-attaching">
      {onCancel === null ? (
        <div className="ch-attaching-acts">
          <AttachButton onFiles={(given) => void fitting(given).then(onAdd)} onEmoji={null} onAsk={null} tool={null} />
          <VoiceButton done={voice.keep} onSaid={(said) => onAdd([said])} />
        </div>
      ) : (
        <p className="ch-attaching-acts" role="status">
          <span className="ch-receipt tl-grow">
            {t.sending}
            <UploadProgress files={files} />
          </span>
          <Button kind="quiet" size="sm" onClick={onCancel}>
            {t.cancelUpload}
          </Button>
        </p>
      )}
      {passed.length + files.length > 0 && (
        <ChosenFiles passed={passed} files={files} onTakeOut={onCancel === null ? ({ id }) => onTakeOut(id) : null} />
      )}
    </div>
  );
}
