import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { eventFiles } from './event-files.js';

/** `npm run docs:events`: writes docs/events and the types of packages/receiver again; see test/docs/events.spec.ts. */
const { folder, files } = await eventFiles();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
process.stdout.write(`${Object.keys(files).length} files written\n`);
