import { useLocation, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type MouseEvent, type ReactNode, type Ref, useCallback } from 'react';

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A finished address inside the product: `/chat/0198…`, `/people?department=…`. */
  readonly to: string;
  readonly replace?: boolean;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLAnchorElement>;
}

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const pathOf = (to: string) => to.split(/[?#]/, 1)[0] ?? to;

/** A link inside the product; it says by itself whether it leads to the page on the screen. */
export function Link({ to, replace = false, onClick, onPointerEnter, ...rest }: LinkProps) {
  const router = useRouter();
  const here = useIsHere(pathOf(to));
  return (
    <a
      aria-current={here ? 'page' : undefined}
      {...rest}
      href={to}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        router.preloadRoute({ to: pathOf(to) } as never).catch(() => {});
      }}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || rest.target !== undefined || !isPlainClick(event)) return;
        event.preventDefault();
        if (replace) router.history.replace(to);
        else router.history.push(to);
      }}
    />
  );
}

/** Goes to an address: `go('/chat/0198…')`, `go('/sign-in?next=/people', { replace: true })`. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const { history } = useRouter();
  return useCallback(
    (to, options = {}) => (options.replace === true ? history.replace(to) : history.push(to)),
    [history],
  );
}

/** Back to where one came from, or to a path where one came from nowhere. */
export function useGoBack(): (otherwise: string) => void {
  const { history } = useRouter();
  return (otherwise) => (history.canGoBack() ? history.back() : history.replace(otherwise));
}

/** A parameter of the path, '' where there is none. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}

/** A value after the question mark of the address, '' where there is none. */
export function useQueryValue(name: string): string {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  return search[name] ?? '';
}

/** Is this the path on the screen? Draws again only where the answer changes: a page may hold many links. */
function useIsHere(path: string): boolean {
  return useLocation({ select: (location) => location.pathname === path });
}

/** Reads the values after the question mark of the address, '' where there is none. */
export function useQueryValues(): (name: string) => string {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  return (name) => search[name] ?? '';
}

/** The path on the screen. */
export function usePath(): string {
  return useLocation({ select: (location) => location.pathname });
}
