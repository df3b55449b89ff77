import { parseArgs } from 'node:util';
import type { Release } from './magento-order.js';
import { ADMIN } from './sandbox.js';
import { FAULTS, ShopTool } from './shop-tool.js';
import { ToolPage } from './tool-page.js';

/** `npm run sandbox`: a Magento double on this machine, see docs/sandbox.md. */
const RELEASES: Release[] = ['2.4.3', '2.4.6', '2.4.7', '2.4.8'];
const HELP = `npm run sandbox -- --release 2.4.8 --orders 5000 --fault 503:2%

  --release   ${RELEASES.join(', ')}; 2.4.8 without
  --orders    how many there are at the start; 20 without
  --port      of the shop; 8080 without. The page that shows and changes it is on the next one
  --fault     what goes wrong, and how often; may be given several times:
              a status from 400 to 599: a proxy's page, nothing was done
${Object.entries(FAULTS)
  .map(([name, [, words]]) => `              ${name}: ${words}`)
  .join('\n')}
`;

function fail(words: string): never {
  process.stderr.write(`${words}\n\n${HELP}`);
  process.exit(2);
}

function read(): { release: Release; orders: number; port: number; faults: string[] } {
  try {
    const { values } = parseArgs({
      options: {
        release: { type: 'string', default: '2.4.8' },
        orders: { type: 'string', default: '20' },
        port: { type: 'string', default: '8080' },
        fault: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const release =
      RELEASES.find((one) => one === values.release) ?? fail(`--release: ${RELEASES.join(', ')}`);
    const [orders, port] = [Number(values.orders), Number(values.port)];
    if (!Number.isInteger(orders) || orders < 0) fail('--orders: must be a number');
    if (!Number.isInteger(port) || port < 1 || port > 65_534) fail('--port: must be a number below 65535');
    return { release, orders, port, faults: values.fault };
  } catch (error) {
    return fail((error as Error).message);
  }
}

const { release, orders, port, faults } = read();
try {
  const tool = await ShopTool.start({ release, port, orders });
  const page = await ToolPage.start(tool, port + 1);
  for (const fault of faults) tool.cause(fault);
  process.stdout.write(`Magento ${release} with ${orders} orders, until Ctrl-C:
  REST   ${tool.sandbox.url}/rest/V1   (user ${ADMIN.username}, password ${ADMIN.password})
  page   ${page.url}   (its calls, faults and orders)
`);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  fail(
    code === 'EADDRINUSE' ? `Port ${port} or ${port + 1} is taken. Choose another one: --port 8180` : message,
  );
}
