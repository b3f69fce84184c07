import { IconAlertOctagon, IconBoltFilled, IconCloudOff, IconInfoCircle, IconMoonFilled } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useConnection } from '../connection.ts';
import { useWords } from '../words.ts';
import { words } from './words.ts';
import './banner.css';

interface BannerProps {
  readonly kind?: 'plain' | 'held' | 'urgent' | 'danger' | 'override' | 'work';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Reads it aloud when it appears: for errors of a form. */
  readonly live?: boolean;
}

const icons = {
  plain: <IconInfoCircle size={18} stroke={1.75} aria-hidden />,
  work: <IconInfoCircle size={18} stroke={1.75} aria-hidden />,
  held: <IconMoonFilled size={16} aria-hidden />,
  urgent: <IconBoltFilled size={16} aria-hidden />,
  danger: <IconAlertOctagon size={18} stroke={1.75} aria-hidden />,
  override: <IconAlertOctagon size={18} stroke={1.75} aria-hidden />,
};

/** A sentence over the whole width: what is so now, and what to do about it. */
export function Banner({ kind = 'plain', icon, children, action, live = false }: BannerProps) {
  return (
    <div className={`tl-banner tl-banner-${kind}`} role={live ? 'alert' : undefined}>
      {icon ?? icons[kind]}
      <div className="tl-grow">{children}</div>
      {action}
    </div>
  );
}

/** Says within two seconds that the connection is gone, and that writing stays possible. */
export function OfflineBanner() {
  const t = useWords(words);
  const connection = useConnection();
  const [network, setNetwork] = useState(() => navigator.onLine);
  useEffect(() => {
    const update = () => setNetwork(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  const gone = !network || connection === 'offline';
  return (
    <div role="status" aria-live="polite" className="tl-offline">
      {gone && (
        <Banner kind="held" icon={<IconCloudOff size={18} stroke={1.75} aria-hidden />}>
          {t.offlineNow}
        </Banner>
      )}
    </div>
  );
}
