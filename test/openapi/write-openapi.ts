import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import type { OpenApi } from './fields.js';
import { generatedFiles } from './generated.js';
import { freePort, startServiceProcess } from '../support/service-process.js';

/** `npm run openapi`: writes docs/openapi.json as the built service serves it, and what is made from it. */
const dataDir = mkdtempSync(join(tmpdir(), 'bridge-openapi-'));
const service = await startServiceProcess({
  DATA_DIR: dataDir,
  PORT: String(await freePort()),
  LOG_LEVEL: 'warn',
});
const document = await (await fetch(`${service.url}/docs-json`)).text();
await service.stop();
rmSync(dataDir, { recursive: true, force: true });
const root = join(import.meta.dirname, '../..');
const files = {
  'docs/openapi.json': await format(document, { parser: 'json' }),
  ...(await generatedFiles(JSON.parse(document) as OpenApi)),
};
for (const [file, text] of Object.entries(files)) {
  writeFileSync(join(root, file), text);
  process.stdout.write(`${file} written\n`);
}
