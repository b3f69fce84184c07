import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useParam } from '#platform/web/navigate.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { htmlPage, type Language, plainText, policyKinds, policyText } from '../model/policies.ts';
import { usePolicyFacts } from './usePolicyFacts.ts';
import { words } from './words.ts';
import './rules.css';

/** Hands a text that was made here to whoever looks at it, as a file. */
function keep(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** `/rules/<policy>`: a policy as text, made from the settings as they are; on paper only the text is left. */
export function PolicyPage() {
  const t = useWords(words);
  const shown = useLanguage();
  const [language, setLanguage] = useState<Language>(shown);
  const asked = useParam('policy');
  const kind = policyKinds.find((one) => one === asked);
  const facts = usePolicyFacts(language);
  if (kind === undefined) {
    return (
      <>
        <PageHeader title={t.papers} back="/me/rules" backAlways />
        <PageBody width="text">
          <EmptyState text={t.unknown} />
        </PageBody>
      </>
    );
  }
  const text = facts === null ? null : policyText(kind, facts, language);
  return (
    <>
      <PageHeader title={t[kind]} back="/me/rules" backAlways />
      <PageBody width="text" plain>
        <div className="ru-tools">
          <Segmented
            label={t.language}
            value={language}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={setLanguage}
          />
          {text !== null && (
            <>
              <Button
                kind="primary"
                icon={<IconPrinter size={18} stroke={1.75} aria-hidden />}
                onClick={() => window.print()}
              >
                {t.print}
              </Button>
              <Button
                icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
                onClick={() => keep(`${text.title}.txt`, 'text/plain', plainText(text))}
              >
                {t.asText}
              </Button>
              <Button
                icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
                onClick={() => keep(`${text.title}.html`, 'text/html', htmlPage(text, language))}
              >
                {t.asPage}
              </Button>
            </>
          )}
        </div>
        {text === null ? (
          <Skeleton kind="form" rows={8} />
        ) : (
          <article className="ru-paper" lang={language === 'zh' ? 'zh-CN' : 'en'}>
            <h2>{text.title}</h2>
            <p className="tl-text-2">{text.intro}</p>
            {text.sections.map((section) => (
              <section key={section.title}>
                <h3>{section.title}</h3>
                <ol>
                  {section.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ol>
              </section>
            ))}
          </article>
        )}
      </PageBody>
    </>
  );
}
