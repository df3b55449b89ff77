import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { type Mutant, mutated } from './mutant.js';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Packages are no part of the service. */
export const isBuilt = (file: string): boolean => !file.startsWith('packages/');

/** A copy of the tree that faults are put into, one at a time. It keeps its place, so that Jest's cache serves again. */
export class Tree {
  readonly path: string;
  private readonly options: ts.CompilerOptions;
  private built = false;

  constructor(job: number) {
    const name = createHash('sha1').update(ROOT).digest('hex').slice(0, 8);
    this.path = join(tmpdir(), `bridge-mutants-${name}-${job}`);
    rmSync(this.path, { recursive: true, force: true });
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT }).toString();
    for (const file of listed.split('\n').filter((one) => one !== '' && existsSync(join(ROOT, one)))) {
      mkdirSync(dirname(join(this.path, file)), { recursive: true });
      copyFileSync(join(ROOT, file), join(this.path, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.path, 'node_modules'));
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) =>
      readFileSync(file, 'utf8'),
    ) as {
      config: { compilerOptions: object };
    };
    this.options = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options;
  }

  /** For tests that start the service as a process of its own. */
  build(): void {
    if (this.built) return;
    execFileSync('npm', ['run', '--silent', 'build'], {
      cwd: this.path,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.built = true;
  }

  /** @throws Error where the fault is no TypeScript, or does not fit the source any more */
  put(mutant: Mutant): void {
    const source = mutated(this.original(mutant.file), mutant);
    const compiled = this.compile(mutant.file, source);
    writeFileSync(join(this.path, mutant.file), source);
    if (this.built && isBuilt(mutant.file)) writeFileSync(this.outputOf(mutant.file), compiled);
  }

  takeOut({ file }: Mutant): void {
    writeFileSync(join(this.path, file), this.original(file));
    if (!this.built || !isBuilt(file)) return;
    writeFileSync(this.outputOf(file), this.compile(file, this.original(file)));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private original(file: string): string {
    return readFileSync(join(ROOT, file), 'utf8');
  }

  private outputOf(file: string): string {
    return join(this.path, 'dist', file.replace(/\.tsx?$/, '.js'));
  }

  private compile(file: string, source: string): string {
    const { outputText, diagnostics } = ts.transpileModule(source, {
      compilerOptions: this.options,
      fileName: join(ROOT, file),
      reportDiagnostics: true,
    });
    const [wrong] = diagnostics ?? [];
    if (wrong) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(wrong.messageText, ' ')}`);
    return outputText;
  }
}
