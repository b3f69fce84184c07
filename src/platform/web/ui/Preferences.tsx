import { IconBrightness } from '@tabler/icons-react';
import { setTheme, type ThemeChoice, useTheme } from '../themeChoice.ts';
import { langTag, setLanguage, useLanguage, useWords } from '../words.ts';
import { Menu } from './Menu.tsx';
import { words } from './words.ts';
import './preferences.css';

/** The other language, in one press. */
export function LanguageSwitch() {
  const t = useWords(words);
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="tl-small-tool"
      lang={langTag(other)}
      title={t.languageSwitch}
      aria-label={`中/EN ${t.languageSwitch}`}
      onClick={() => setLanguage(other)}
    >
      中/EN
    </button>
  );
}

/** As the system, light or dark. */
export function ThemeSwitch() {
  const t = useWords(words);
  const theme = useTheme();
  const names: Record<ThemeChoice, string> = { system: t.themeSystem, light: t.themeLight, dark: t.themeDark };
  return (
    <Menu
      label={t.themeSwitch}
      trigger={
        <button type="button" className="tl-small-tool" title={t.themeSwitch} aria-label={t.themeSwitch}>
          <IconBrightness size={16} stroke={1.75} aria-hidden />
        </button>
      }
      items={(['system', 'light', 'dark'] as const).map((choice) => ({
        label: names[choice],
        checked: choice === theme,
        onSelect: () => setTheme(choice),
      }))}
    />
  );
}
