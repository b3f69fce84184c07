import { Link as RouterLink, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A finished path: `/chat/0198…`. */
  readonly to: string;
  readonly replace?: boolean;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A link inside the product; it says by itself whether it leads to the page on the screen. */
export function Link({ to, replace, ...rest }: LinkProps) {
  return <RouterLink to={to} replace={replace ?? false} activeOptions={{ exact: true }} {...(rest as object)} />;
}

/** Goes to a path: `go('/chat/0198…')`, `go(path, { replace: true })`. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return (to, options = {}) => void navigate({ to, replace: options.replace ?? false });
}

/** A parameter of the path, '' where there is none. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}

/** A value after the question mark of the address, '' where there is none. */
export function useQueryValue(name: string): string {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const value = search[name];
  return value === undefined || value === null ? '' : String(value);
}

/** The path on the screen. */
export function usePath(): string {
  return useLocation().pathname;
}
