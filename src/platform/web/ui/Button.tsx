import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link } from '../navigate.tsx';
import './button.css';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'urgent' | 'override' | 'danger';
export type ButtonSize = 'md' | 'sm' | 'big';

interface Looks {
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
  readonly wide?: boolean;
  readonly icon?: ReactNode;
}

interface ButtonProps extends Looks, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Shows that its step is on the way and takes no second press. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

function buttonClass({ kind = 'plain', size = 'md', wide = false }: Looks, extra = ''): string {
  return `tl-btn tl-btn-${kind} tl-btn-${size}${wide ? ' tl-btn-wide' : ''}${extra === '' ? '' : ` ${extra}`}`;
}

/** A button. Its words name the consequence. */
export function Button({ kind, size, wide, icon, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ kind, size, wide } as Looks, className)}
      aria-disabled={busy || rest.disabled || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}

interface ButtonLinkProps extends Looks {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link that looks like a button: for going somewhere. */
export function ButtonLink({ to, kind, size, wide, icon, className, children }: ButtonLinkProps) {
  return (
    <Link to={to} className={buttonClass({ kind, size, wide } as Looks, className)}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

interface DownloadLinkProps extends Looks {
  /** An address of the server, past the client's router. */
  readonly href: string;
  readonly children: ReactNode;
}

/** A link that looks like a button: for a file that the server gives. */
export function DownloadLink({ href, kind, size, wide, icon, children }: DownloadLinkProps) {
  return (
    <a href={href} download className={buttonClass({ kind, size, wide } as Looks)}>
      {icon}
      <span>{children}</span>
    </a>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: ReactNode;
  /** Its name, in the language of the screen. */
  readonly label: string;
  /** Pressed in, as a toggle. */
  readonly active?: boolean;
  readonly size?: 'md' | 'sm';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon; the name shows on hover and is read aloud. */
export function IconButton({ icon, label, active, size = 'md', className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={active}
      {...rest}
      className={`tl-ib tl-ib-${size}${active === true ? ' tl-ib-on' : ''} ${className}`}
    >
      {icon}
    </button>
  );
}
