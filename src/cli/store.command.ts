import { readFileSync } from 'node:fs';
import { readBody } from '../platform/http/validation.js';
import { CreateStoreDto, UpdateStoreDto } from '../stores/dto/store.dto.js';
import { StoresService } from '../stores/stores.service.js';
import { CLI } from '../platform/audit/actor-words.js';
import { Command, CommandRunner, Option } from './command.js';

@Command({
  name: 'store',
  arguments: '<list|put|pause|resume|delete> [code]',
  description: 'The stores, and one of them.',
})
export class StoreCommand extends CommandRunner {
  constructor(private readonly stores: StoresService) {
    super();
  }

  override async run([action = '', code = '']: string[], { file }: { file?: string }): Promise<void> {
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
