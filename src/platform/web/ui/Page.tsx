import { IconArrowLeft, IconBuilding, IconChevronDown, IconX } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext } from 'react';
import { useGo } from '../navigate.tsx';
import { useMedia } from '../useMedia.ts';
import { chooseCompany, useCurrentCompany, useSession } from '../session.ts';
import { useWords } from '../words.ts';
import { IconButton } from './Button.tsx';
import { Mark } from './Mark.tsx';
import { Menu } from './Menu.tsx';
import { LanguageSwitch, ThemeSwitch } from './Preferences.tsx';
import { words } from './words.ts';
import './page.css';

const InPanes = createContext(false);

interface PanesProps {
  readonly list?: ReactNode;
  readonly main?: ReactNode;
  readonly details?: ReactNode;
  /** Which one fills a phone; `details` also opens the folded pane of a narrow desktop. */
  readonly showing: 'list' | 'main' | 'details';
  readonly onCloseDetails?: () => void;
  /** The details are to be read and written in, not only looked up. */
  readonly detailsRoomy?: boolean;
  readonly listLabel: string;
  readonly mainLabel: string;
  readonly detailsLabel?: string;
}

/** List, work and details side by side; one at a time on a phone. The page's main landmark is the middle one. */
export function Panes({
  list,
  main,
  details,
  showing,
  onCloseDetails,
  detailsRoomy = false,
  listLabel,
  mainLabel,
  detailsLabel,
}: PanesProps) {
  const single = useMedia('(max-width: 1023px)');
  return (
    <InPanes value={true}>
      <div
        className="tl-panes"
        data-showing={showing}
        data-list={list === undefined ? undefined : ''}
        data-details={details === undefined || details === null ? undefined : ''}
        data-roomy={detailsRoomy ? '' : undefined}
      >
        {list !== undefined && (
          <section
            className="tl-pane-list"
            aria-label={listLabel}
            role={single && showing === 'list' ? 'main' : undefined}
          >
            {list}
          </section>
        )}
        <main className="tl-pane-main" id="main" aria-label={mainLabel} tabIndex={-1}>
          {main}
        </main>
        {details !== undefined && details !== null && (
          <>
            <button type="button" className="tl-pane-scrim" tabIndex={-1} aria-hidden onClick={onCloseDetails} />
            <aside className="tl-pane-details" aria-label={detailsLabel}>
              {details}
            </aside>
          </>
        )}
      </div>
    </InPanes>
  );
}

interface HeaderProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly picture?: ReactNode;
  /** A path or a step; the arrow shows on phones, and everywhere with `backAlways`. */
  readonly back?: string | (() => void);
  readonly backAlways?: boolean;
  /** Actions, at the right. */
  readonly children?: ReactNode;
}

function BackButton({ back, always }: { readonly back: string | (() => void); readonly always: boolean }) {
  const t = useWords(words);
  const go = useGo();
  return (
    <IconButton
      className={always ? 'tl-back' : 'tl-back tl-back-phone'}
      icon={<IconArrowLeft size={22} stroke={1.75} />}
      label={t.back}
      onClick={() => (typeof back === 'string' ? go(back) : back())}
    />
  );
}

/** The head of a pane: picture, title with a line below, actions. */
export function PaneHeader({ title, subtitle, picture, back, backAlways = false, children }: HeaderProps) {
  return (
    <header className="tl-pane-header">
      {back !== undefined && <BackButton back={back} always={backAlways} />}
      {picture}
      <div className="tl-grow">
        <h1 className="tl-one">{title}</h1>
        {subtitle !== undefined && subtitle !== null && <div className="tl-pane-subtitle">{subtitle}</div>}
      </div>
      {children}
    </header>
  );
}

/** The head of a whole page. */
export function PageHeader({ title, subtitle, picture, back, backAlways = false, children }: HeaderProps) {
  return (
    <header className="tl-page-header">
      {back !== undefined && <BackButton back={back} always={backAlways} />}
      {picture}
      <div className="tl-grow">
        <h1 className="tl-one">{title}</h1>
        {subtitle !== undefined && subtitle !== null && <p>{subtitle}</p>}
      </div>
      <div className="tl-row">{children}</div>
    </header>
  );
}

interface PageBodyProps {
  readonly width?: 'form' | 'text' | 'full';
  /** There may be nothing in it that takes the focus: it takes it itself, so that the keyboard can scroll it. */
  readonly plain?: boolean;
  readonly children: ReactNode;
}

/** What scrolls under a header: the page's main landmark, unless a pane is that already. */
export function PageBody({ width = 'full', plain = false, children }: PageBodyProps) {
  const inner = <div className={`tl-page-width-${width}`}>{children}</div>;
  if (useContext(InPanes)) {
    return (
      <div className="tl-page-body" tabIndex={plain ? 0 : undefined}>
        {inner}
      </div>
    );
  }
  return (
    <main className="tl-page-body" id="main" tabIndex={-1}>
      {inner}
    </main>
  );
}

interface OpenPageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** A page outside any company: sign-in, invitation, choice of company. */
export function OpenPage({ title, subtitle, children, foot }: OpenPageProps) {
  return (
    <main className="tl-open" id="main" tabIndex={-1}>
      <div className="tl-open-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <div className="tl-open-box">
        <span className="tl-open-mark">
          <Mark size={36} />
          <b lang="zh-CN">张弛</b>
          <span lang="en">Tautline</span>
        </span>
        <h1>{title}</h1>
        {subtitle !== undefined && <p className="tl-open-subtitle">{subtitle}</p>}
        {children}
        {foot !== undefined && <div className="tl-open-foot">{foot}</div>}
      </div>
    </main>
  );
}

interface CardProps {
  readonly title?: ReactNode;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** A group of things that belong together, inside a hairline. */
export function Card({ title, aside, children, foot }: CardProps) {
  return (
    <section className="tl-card">
      {(title !== undefined || aside !== undefined) && (
        <header>
          <h2 className="tl-grow">{title}</h2>
          {aside}
        </header>
      )}
      <div className="tl-card-body">{children}</div>
      {foot !== undefined && <footer>{foot}</footer>}
    </section>
  );
}

/** The head of a list pane: the company, with a switcher where there are several, and actions. On a phone it shows the page's own title. */
export function CompanyHeader({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  const t = useWords(words);
  const go = useGo();
  const company = useCurrentCompany();
  const { companies } = useSession();
  const name = company?.name ?? title;
  return (
    <header className="tl-list-header">
      <h1 className="tl-only-phone tl-one tl-grow">{title}</h1>
      <div className="tl-only-desk tl-grow">
        {companies.length < 2 ? (
          <h1 className="tl-one">{name}</h1>
        ) : (
          <h1>
            <Menu
              label={t.switchCompany}
              trigger={
                <button type="button" className="tl-company" aria-label={`${name}, ${t.switchCompany}`}>
                  <span className="tl-one">{name}</span>
                  <IconChevronDown size={16} stroke={1.75} aria-hidden />
                </button>
              }
              items={companies.map((one) => ({
                label: one.name,
                icon: <IconBuilding size={18} stroke={1.75} aria-hidden />,
                checked: one.id === company?.id,
                onSelect: () => {
                  if (one.id === company?.id) return;
                  chooseCompany(one.id);
                  go('/');
                },
              }))}
            />
          </h1>
        )}
      </div>
      <div className="tl-row tl-list-actions">{children}</div>
    </header>
  );
}

interface DetailsHeaderProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** Actions, before the one that closes. */
  readonly children?: ReactNode;
}

/** The head of the details pane. */
export function DetailsHeader({ title, onClose, children }: DetailsHeaderProps) {
  const t = useWords(words);
  return (
    <header className="tl-details-header">
      <IconButton
        className="tl-back-phone"
        icon={<IconArrowLeft size={22} stroke={1.75} />}
        label={t.back}
        onClick={onClose}
      />
      <h2 className="tl-grow tl-one">{title}</h2>
      {children}
      <IconButton className="tl-only-desk" icon={<IconX size={20} stroke={1.75} />} label={t.close} onClick={onClose} />
    </header>
  );
}
