import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router';
import type { Page } from '#platform/web/pages.ts';
import { pages } from './capabilities.ts';
import { AccountGate, NotFound, RoleGate, Start } from './gates.tsx';
import { PageFailed } from './PageFailed.tsx';
import { Root } from './Root.tsx';
import { Shell } from './Shell.tsx';

/** The router over every page of every capability. */
export function makeAppRouter() {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: PageFailed });
  const account = createRoute({ getParentRoute: () => root, id: 'account', component: AccountGate });
  const company = createRoute({ getParentRoute: () => root, id: 'company', component: Shell });
  const start = createRoute({ getParentRoute: () => root, path: '/', component: Start });
  const areas = { open: root, account, company };

  /** Several paths of one page share a parent that draws it, so that going between them keeps its state. */
  function routeOf(page: Page): AnyRoute {
    const parent: AnyRoute = areas[page.area];
    const { path } = page;
    const component = componentOf(page);
    if (typeof path === 'string') return createRoute({ getParentRoute: () => parent, path, component });
    const shared: AnyRoute = createRoute({ getParentRoute: () => parent, id: path.join(' '), component });
    return shared.addChildren(
      path.map((one) => createRoute({ getParentRoute: () => shared, path: one, component: Outlet })),
    );
  }

  const inArea = (area: Page['area']) => pages.filter((page) => page.area === area).map(routeOf);
  return createRouter({
    routeTree: root.addChildren([
      start,
      ...inArea('open'),
      account.addChildren(inArea('account')),
      company.addChildren(inArea('company')),
    ]),
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
    defaultPreload: false,
    defaultPendingMs: 200,
    // Values after the question mark are words, never JSON: a code of digits keeps its zeros.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (values) => {
      const text = new URLSearchParams(values as Record<string, string>).toString();
      return text === '' ? '' : `?${text}`;
    },
    scrollRestoration: true,
  });
}

function componentOf(page: Page): RouteComponent {
  const Inner = lazyRouteComponent(page.load) as RouteComponent;
  const { roles } = page;
  if (roles === undefined) return Inner;
  const Gated: RouteComponent = () => (
    <RoleGate roles={roles}>
      <Inner />
    </RoleGate>
  );
  if (Inner.preload !== undefined) Gated.preload = Inner.preload;
  return Gated;
}
