import { shortcutStore } from '#platform/web/shortcuts.ts';
import { useStore } from '#platform/web/store.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Kbd } from '#platform/web/ui/Kbd.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

/** The keys that work on this page. */
export function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const shortcuts = useStore(shortcutStore);
  return (
    <Dialog open onClose={onClose} title={t.shortcuts} width="narrow">
      <dl className="tl-keys">
        {shortcuts.map(({ keys, label }) => (
          <div key={`${keys}${label.en}`}>
            <dt>{label[language]}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
