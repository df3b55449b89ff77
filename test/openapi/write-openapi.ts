import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { freePort, startServiceProcess } from '../support/service-process.js';

/** `npm run openapi`: writes docs/openapi.json as the built service serves it. */
const dataDir = mkdtempSync(join(tmpdir(), 'bridge-openapi-'));
const service = await startServiceProcess({
  DATA_DIR: dataDir,
  PORT: String(await freePort()),
  LOG_LEVEL: 'warn',
});
const document = await (await fetch(`${service.url}/docs-json`)).text();
await service.stop();
rmSync(dataDir, { recursive: true, force: true });
const file = join(import.meta.dirname, '../../docs/openapi.json');
writeFileSync(file, await format(document, { parser: 'json' }));
process.stdout.write(`${file} written\n`);
