import { readFileSync } from 'node:fs';
import { readBody } from '../platform/http/validation.js';
import { CreateStoreDto, UpdateStoreDto } from '../stores/dto/store.dto.js';
import { StoreMover } from '../cells/store-mover.js';
import { StoresService } from '../stores/stores.service.js';
import { CLI } from '../platform/audit/actor-words.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  file?: string;
  to?: string;
  back?: boolean;
}

@Command({
  name: 'store',
  arguments: '<list|put|pause|resume|delete|map|move|clean> [code]',
  description:
    'The stores, and one of them. move --to: to another database, with all that is kept of it; again after a crash; --back: it stays here. ' +
    'clean --to: remove what is left here of one that has moved. map: which store is in which database, for HAProxy.',
})
export class StoreCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly mover: StoreMover,
  ) {
    super();
  }

  override async run([action = '', code = '']: string[], { file, to, back }: Options): Promise<void> {
    const actions: Record<string, () => Promise<string>> = {
      list: async () =>
        (await this.stores.all())
          .map(({ code: one, paused, row }) => `${one}\t${paused ? 'paused' : 'on'}\t${row.baseUrl}`)
          .join('\n'),
      put: () => this.put(code, file),
      pause: () => this.setPaused(code, true),
      resume: () => this.setPaused(code, false),
      delete: async () => {
        await this.stores.remove(code, CLI);
        return `Store ${code} is deleted.`;
      },
      map: async () => (await this.mover.map()).join('\n'),
      move: () => this.move(code, urlOf(to), back),
      clean: async () => {
        await this.mover.clean(code, urlOf(to));
        return `What was left of ${code} is removed; requests for it are answered with 421.`;
      },
    };
    const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!run) throw new Error(`action: must be ${Object.keys(actions).join(', ')}`);
    process.stdout.write(`${await run()}\n`);
  }

  @Option({
    flags: '--file <file>',
    description:
      'For put: the JSON of POST or PUT /admin/stores, which may hold secrets; - for standard input',
  })
  file(value: string): string {
    return value;
  }

  @Option({
    flags: '--to <variable>',
    description:
      'For move and clean: variable of the environment with the URL of the other database, as the owner of its tables',
  })
  to(value: string): string {
    return value;
  }

  @Option({ flags: '--back', description: 'For move: the store stays here; possible until it has left' })
  back(): boolean {
    return true;
  }

  private async move(code: string, url: string, back = false): Promise<string> {
    if (back) {
      await this.mover.stay(code, url);
      return `Store ${code} stays here.`;
    }
    await this.mover.move(code, url, (words) => process.stdout.write(`${words}\n`));
    return `Lead requests for ${code} there now, then run "store clean ${code} --to" with the same variable.`;
  }

  /** Connects a new store, or changes a known one. */
  private async put(code: string, file: string | undefined): Promise<string> {
    const body = readFile(file);
    if ((await this.stores.all()).some((one) => one.code === code)) {
      await this.stores.update(code, await readBody(body, UpdateStoreDto), CLI);
      return `Store ${code} is changed.`;
    }
    await this.stores.create(await readBody({ ...body, code }, CreateStoreDto), CLI);
    return `Store ${code} is connected; "doctor ${code}" checks it.`;
  }

  private async setPaused(code: string, paused: boolean): Promise<string> {
    await this.stores.update(code, { paused }, CLI);
    return `Store ${code} is ${paused ? 'paused' : 'polled again'}.`;
  }
}

/** Out of the list of processes, where a password would be seen. */
function urlOf(variable: string | undefined): string {
  if (variable === undefined) throw new Error('--to: is required');
  const url = process.env[variable];
  if (url === undefined) throw new Error(`--to: there is no variable ${variable} in the environment`);
  return url;
}

/** @throws Error that repeats nothing of what is in it */
function readFile(file: string | undefined): object {
  if (file === undefined) throw new Error('--file: is required');
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Error(`--file: cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const body = parsed(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new Error('--file: holds no JSON object, as PUT /admin/stores/{storeCode} takes it');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
