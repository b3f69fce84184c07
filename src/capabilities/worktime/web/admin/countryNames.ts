import { useMemo } from 'react';
import { type Language, useLanguage } from '#platform/web/words.ts';
import { COUNTRY_ZONES } from '../../model/countries.ts';

const names = new Map<Language, Intl.DisplayNames>();

/** The name of a country in a language. */
export function countryName(code: string, language: Language): string {
  let known = names.get(language);
  if (known === undefined) {
    known = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'region' });
    names.set(language, known);
  }
  return known.of(code) ?? code;
}

/** Countries whose holidays are known, as options in the order of their names. */
export function useCountryOptions(): readonly { value: string; label: string; keywords: string }[] {
  const language = useLanguage();
  return useMemo(
    () =>
      Object.keys(COUNTRY_ZONES)
        .map((code) => ({ value: code, label: countryName(code, language), keywords: code }))
        .sort((a, b) => a.label.localeCompare(b.label, language === 'zh' ? 'zh-CN' : 'en')),
    [language],
  );
}
