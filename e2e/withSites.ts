import { Egress } from '#platform/server/egress.ts';
import { makeLogger } from '#platform/server/log.ts';
import { readSettings } from '#platform/server/settings.ts';
import { openData } from '../src/app/server/open.ts';
import { startProduct } from '../src/app/server/product.ts';

// The product as it is, but for its way out: names in SITES lead to servers of this machine.
const settings = readSettings(process.env, process.argv.slice(2));
const data = await openData(settings);
const egress = new Egress({ standIns: JSON.parse(process.env['SITES'] ?? '{}') as Record<string, string> });
const product = await startProduct(settings, data, makeLogger('warn'), egress);
console.log(product.url);
process.once(
  'SIGINT',
  () =>
    void product
      .stop()
      .then(() => data.close())
      .then(() => process.exit(0)),
);
