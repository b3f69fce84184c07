import { IconMoon } from '@tabler/icons-react';
import { sayError } from '#platform/web/refusals.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { worktime } from './api.ts';
import { useOwnHoursChanges } from './changes.ts';
import { words } from './words.ts';

/** What strict mode means to the member, at a site that keeps it; and how to let things wait again after a look. */
export function StrictCard({ now }: { readonly now: Date }) {
  const t = useWords(words);
  const format = useFormat();
  const { value, reload } = useAnswer('worktime.hold', (signal) => worktime.hold({}, { signal }));
  useOwnHoursChanges(reload);
  const wait = useAct(async () => {
    try {
      await worktime.look({ on: false });
    } catch (error) {
      toast({ text: sayError(error), kind: 'danger' });
    }
    reload();
  });
  if (value === null || !value.isStrict) return null;
  const looks = value.looksUntil !== null && value.looksUntil > now ? value.looksUntil : null;
  return (
    <Card title={t.strict}>
      <p className="tl-text-2">{t.strictText}</p>
      {looks !== null && (
        <div className="wt-looks">
          <p>{t.lookingUntil(format.whenExactly(looks, now))}</p>
          <Button
            icon={<IconMoon size={18} stroke={1.75} aria-hidden />}
            busy={wait.busy}
            onClick={() => void wait.run(undefined)}
          >
            {t.letWait}
          </Button>
        </div>
      )}
    </Card>
  );
}
