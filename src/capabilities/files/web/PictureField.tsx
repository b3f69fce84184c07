import { IconPhoto } from '@tabler/icons-react';
import { useRef } from 'react';
import { base64Of, MemberAvatar, useMember } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { refuse, Refused } from '#platform/model/refusal.ts';
import { client } from '#platform/web/call.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { filesCalls } from '../model/contract.ts';

import { words } from './words.ts';
import './picture.css';

const files = client('files', filesCalls);
const LARGEST = 5_000_000;
const UPLOAD_WITHIN_MS = 120_000;

interface PictureFieldProps {
  readonly memberId: MemberId;
}

/** The own picture: choose another, or go back to letters. The change comes back as an event, like everybody's. */
export function PictureField({ memberId }: PictureFieldProps) {
  const t = useWords(words);
  const card = useMember(memberId);
  const input = useRef<HTMLInputElement>(null);
  const upload = useAct(async (file: File) => {
    if (file.size > LARGEST) throw new Refused(refuse('files.pictureTooLarge'));
    await files.setAvatar({ content: await base64Of(file) }, { timeoutMs: UPLOAD_WITHIN_MS });
    toast({ text: t.changed });
  });
  const remove = useAct(() => files.removeAvatar({}));
  return (
    <>
      <MemberAvatar id={memberId} size={72} />
      <div className="tl-grow fi-picture">
        <div className="fi-picture-ways">
          <Button
            icon={<IconPhoto size={18} stroke={1.75} aria-hidden />}
            busy={upload.busy}
            onClick={() => input.current?.click()}
          >
            {t.choose}
          </Button>
          {card !== null && card.avatar !== null && (
            <Button kind="quiet" busy={remove.busy} onClick={() => void remove.run(undefined)}>
              {t.remove}
            </Button>
          )}
        </div>
        <p className="tl-hint">{t.hint}</p>
        <FormError error={upload.error ?? remove.error} />
        <input
          ref={input}
          type="file"
          className="tl-hidden"
          accept="image/png,image/jpeg,image/webp"
          aria-label={t.choose}
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void upload.run(file);
          }}
        />
      </div>
    </>
  );
}
