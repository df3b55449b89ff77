import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** A secret of an embedded database, beside it and readable by its owner only. */
export class KeyFile {
  readonly path: string;

  constructor(dataDir: string, name: 'secrets-key' | 'service-password' = 'secrets-key') {
    this.path = resolve(dataDir, name);
  }

  async read(): Promise<string | undefined> {
    return existsSync(this.path) ? (await readFile(this.path, 'utf8')).trim() : undefined;
  }

  async make(): Promise<string> {
    const key = randomBytes(32).toString('base64');
    await writeFile(this.path, key, { mode: 0o600, flag: 'wx' });
    return key;
  }

  /**
   * Removes the file where it holds another key than the current one, under which all secrets are sealed by now: who finds
   * it could open old backups.
   */
  async removeStale(currentKey: string): Promise<boolean> {
    const key = await this.read();
    if (key === undefined || key === currentKey) return false;
    await writeFile(this.path, randomBytes(key.length));
    await rm(this.path);
    return true;
  }
}
