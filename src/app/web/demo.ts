import { registerDemo } from '#identity/web/index.ts';
import { defineRefusals, registerRefusals } from '#platform/web/refusals.ts';
import { nowhere, setup } from './setup.ts';

/** Inventing a company with all its talk takes a while. */
const MADE_WITHIN_MS = 180_000;

registerRefusals(
  defineRefusals({
    'setup.linkNeeded': {
      zh: '演示企业要用第一次启动时显示的链接打开。',
      en: 'The demo company opens by the link that the first start has shown.',
    },
  }),
);

registerDemo({
  isThere: async () => (await setup.state({}, nowhere)).hasDemo,
  people: async (link) => (await setup.makeDemo({ setup: link }, { ...nowhere, timeoutMs: MADE_WITHIN_MS })).people,
  enter: (link, accountName) => setup.lookThrough({ setup: link, accountName }, nowhere),
});
