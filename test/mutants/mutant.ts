/** A small fault, and the test that must turn red when it is put into the code. */
export interface Mutant {
  /** Unique; what is run with `--only`. */
  id: string;
  /** Path from the root of the repository. */
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  /** What is broken, in words. */
  says: string;
  /** The spec that must notice. */
  test: string;
  /** Pattern for `jest -t`: only these tests run. */
  name?: string;
  /** Why nothing notices it, where that is meant: the fault changes nothing that can be seen. */
  survives?: string;
}

/** The source with the fault in it. @throws Error where `find` does not stand exactly once in it */
export function mutated(source: string, { id, file, find, replace }: Mutant): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${id}: found ${parts.length - 1} times in ${file}: ${find}`);
  return parts.join(replace);
}
