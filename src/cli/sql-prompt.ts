import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { runSql } from '../platform/database/tools/run-sql.js';
import { withSession } from '../platform/database/tools/tool-session.js';

/** `psql` where it is installed, else a prompt of our own: statements end with a semicolon at the end of a line. */
export async function openPrompt(url: string, input: Readable & { isTTY?: boolean }): Promise<number> {
  const found = (process.env['PATH'] ?? '').split(delimiter).map((path) => join(path, 'psql'));
  const psql = found.find((path) => existsSync(path));
  return psql === undefined ? ownPrompt(url, input) : runPsql(psql, url);
}

/** The password goes by the environment: a command line is for all to see. */
function runPsql(psql: string, url: string): Promise<number> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode');
  const env = {
    ...process.env,
    PGHOST: decodeURIComponent(hostname),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(sslmode === null ? {} : { PGSSLMODE: sslmode }),
  };
  return new Promise((done, fail) => {
    const child = spawn(psql, [], { env, stdio: 'inherit' });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

function ownPrompt(url: string, input: Readable & { isTTY?: boolean }): Promise<number> {
  return withSession(url, 'psql', async (client) => {
    const isPerson = input.isTTY === true;
    const lines = createInterface({
      input,
      ...(isPerson ? { output: process.stdout } : {}),
      prompt: 'bridge=> ',
    });
    let statement = '';
    let failed = 0;
    const show = (): void => (isPerson ? lines.prompt() : undefined);
    show();
    for await (const line of lines) {
      if (/^\\q|^(quit|exit)$/.test(line.trim())) break;
      statement += `${line}\n`;
      if (!line.trimEnd().endsWith(';')) continue;
      if (!(await runSql(client, statement))) failed++;
      statement = '';
      show();
    }
    if (statement.trim() !== '' && !(await runSql(client, statement))) failed++;
    lines.close();
    return isPerson || failed === 0 ? 0 : 1;
  });
}
