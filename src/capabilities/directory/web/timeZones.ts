import { useMemo } from 'react';
import { useLanguage } from '#platform/web/words.ts';

/** The time zone of this device. */
export function zoneHere(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === '' || zone === undefined ? 'Asia/Shanghai' : zone;
}

/** Time zones as options, named in the language of the screen, with their distance from UTC. */
export function useZoneOptions(
  own: string,
): readonly { value: string; label: string; hint: string; keywords: string }[] {
  const language = useLanguage();
  return useMemo(() => {
    const zones = new Set([own, ...Intl.supportedValuesOf('timeZone')]);
    const part = (zone: string, style: 'longGeneric' | 'shortOffset') =>
      new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { timeZone: zone, timeZoneName: style })
        .formatToParts(0)
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
    return [...zones]
      .filter((zone) => zone !== '')
      .map((zone) => {
        const city = zone.split('/').slice(1).join(', ').replaceAll('_', ' ') || zone;
        return {
          value: zone,
          label: `${part(zone, 'longGeneric')} ${city}`,
          hint: part(zone, 'shortOffset'),
          keywords: zone,
        };
      });
  }, [language, own]);
}
