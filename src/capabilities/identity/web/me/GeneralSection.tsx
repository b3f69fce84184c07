import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { setTheme, useTheme } from '#platform/web/themeChoice.ts';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { type Language, setLanguage, useLanguage, useWords } from '#platform/web/words.ts';
import { takeMe, useMe } from '../account.ts';
import { identity } from '../api.ts';
import { words } from '../words.ts';

/** Language and theme. */
export function GeneralSection() {
  const t = useWords(words);
  const language = useLanguage();
  const theme = useTheme();
  const me = useMe();

  function speak(next: Language): void {
    setLanguage(next);
    // The screen has changed already; the account follows when it can.
    if (me !== null) void identity.rename({ name: me.name, language: next }).then(takeMe, () => null);
  }

  return (
    <Card>
      <FormRows>
        <FormRow label={t.language} hint={t.languageHint}>
          <Segmented
            label={t.language}
            value={language}
            onChange={speak}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </FormRow>
        <FormRow label={t.theme} hint={t.themeHint}>
          <Segmented
            label={t.theme}
            value={theme}
            onChange={setTheme}
            options={[
              {
                value: 'system',
                label: t.themeSystem,
                icon: <IconDeviceDesktop size={16} stroke={1.75} aria-hidden />,
              },
              { value: 'light', label: t.themeLight, icon: <IconSun size={16} stroke={1.75} aria-hidden /> },
              { value: 'dark', label: t.themeDark, icon: <IconMoon size={16} stroke={1.75} aria-hidden /> },
            ]}
          />
        </FormRow>
      </FormRows>
    </Card>
  );
}
