const OLDEST = [22, 18] as const;

/** Ends the process with words where Node is older than package.json asks for. */
export function demandNodeVersion(): void {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === undefined) return;
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

/** Pure. */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `This needs Node.js ${OLDEST.join('.')} or later; this is ${version}.`;
}
