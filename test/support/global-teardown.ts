import { rmSync } from 'node:fs';

export default async function tearDown(): Promise<void> {
  await globalThis.embeddedServer?.stop();
  globalThis.embeddedServer = undefined;
  const dataDir = process.env['TEST_DATA_DIR'];
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
}
