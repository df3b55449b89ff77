import module from 'node:module';
import { join } from 'node:path';

/**
 * V8 keeps the code that it has compiled beside ours, for the next start: loading some 2,500 files is most of one. Where the
 * folder cannot be written, as in the image, nothing is kept. An older Node, which is refused, has no such function.
 */
export function keepCompiledCode(): void {
  (module.enableCompileCache as typeof module.enableCompileCache | undefined)?.(
    join(import.meta.dirname, '../.compiled'),
  );
}
