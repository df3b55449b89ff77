import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { eventSchemas, receiverTypes } from './event-schemas.js';

const ROOT = join(import.meta.dirname, '../..');

/** What `npm run docs:events` writes, by path. */
export async function eventFiles(): Promise<{ folder: string; files: Record<string, string> }> {
  const folder = join(ROOT, 'docs/events');
  const files: Record<string, string> = {};
  for (const [name, schema] of Object.entries(eventSchemas())) {
    files[join(folder, name)] = await pretty(JSON.stringify(schema), join(folder, name));
  }
  const types = join(ROOT, 'packages/receiver/src/bodies.ts');
  files[types] = await pretty(receiverTypes(), types);
  return { folder, files };
}

async function pretty(text: string, filepath: string): Promise<string> {
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
