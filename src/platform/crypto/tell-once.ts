import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const FILE = 'first-secrets';

/**
 * A secret that a person must copy. On a terminal it is shown; anywhere else output is kept by somebody, so it goes to a
 * file that only the service's own account can read.
 * @returns the file, where it was not shown
 */
export async function tellOnce(
  text: string,
  dataDir: string,
  output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout,
): Promise<string | undefined> {
  if (output.isTTY) {
    output.write(`\n${text}\n\n`);
    return undefined;
  }
  const directory = resolve(dataDir);
  await mkdir(directory, { recursive: true });
  const path = join(directory, FILE);
  // Not through a link that somebody else laid there.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
  const file = await open(path, flags, 0o600);
  try {
    await file.chmod(0o600);
    await file.appendFile(`${text}\n\n`);
  } finally {
    await file.close();
  }
  return path;
}
