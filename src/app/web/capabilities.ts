import '#outbox/web/index.ts';
import '#files/web/index.ts';
import './demo.ts';
import { pages as chat } from '#chat/web/index.ts';
import { pages as ding } from '#ding/web/index.ts';
import { pages as directory } from '#directory/web/index.ts';
import { pages as identity } from '#identity/web/index.ts';
import { pages as later } from '#later/web/index.ts';
import type { Page } from '#platform/web/pages.ts';
import '#override/web/index.ts';
import '#records/web/index.ts';
import { pages as rules } from '#rules/web/index.ts';
import { pages as search } from '#search/web/index.ts';
import { pages as transparency } from '#transparency/web/index.ts';
import { pages as worktime } from '#worktime/web/index.ts';

/** Every screen of the product. */
export const pages: readonly Page[] = [
  ...identity,
  ...directory,
  ...chat,
  ...ding,
  ...search,
  ...later,
  ...worktime,
  ...rules,
  ...transparency,
];
