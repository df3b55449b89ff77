import { plainToInstance } from 'class-transformer';
import { validateOrReject, type ValidationError } from 'class-validator';
import { ClientsService } from '../auth/clients.service.js';
import { CreateClientDto, UpdateClientDto } from '../auth/dto/client.dto.js';
import { Scope } from '../platform/access/scope.js';
import { CLI } from '../platform/audit/actor-words.js';
import { Command, CommandRunner, Option } from './command.js';

const SCOPES = Object.values(Scope).join(', ');
/** The option that a field of the API comes from. */
const OPTIONS = new Map([
  ['clientId', 'id'],
  ['scopes', '--scopes'],
  ['storeCodes', '--stores'],
  ['oldSecretMinutes', '--keep-old'],
]);

interface Options {
  scopes?: string[];
  stores?: string[];
  keepOld?: number;
}

@Command({
  name: 'client',
  arguments: '<list|create|rotate|enable|disable|delete> [id]',
  description: 'An API client. A secret is printed once.',
})
export class ClientCommand extends CommandRunner {
  constructor(private readonly clients: ClientsService) {
    super();
  }

  override async run([action = '', id = '']: string[], options: Options): Promise<void> {
    const actions: Record<string, () => Promise<string>> = {
      list: () => this.list(),
      create: () => this.create(id, options),
      rotate: () => this.rotate(id, options),
      enable: () => this.setEnabled(id, true),
      disable: () => this.setEnabled(id, false),
      delete: async () => {
        await this.clients.remove(id, CLI);
        return `Client ${id} is deleted.`;
      },
    };
    const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!run) throw new Error(`action: must be ${Object.keys(actions).join(', ')}`);
    process.stdout.write(`${await run()}\n`);
  }

  @Option({
    flags: '--scopes <list>',
    description: `For create, comma between, of ${SCOPES}`,
  })
  scopes(value: string): string[] {
    return value.split(',');
  }

  @Option({ flags: '--stores <list>', description: 'For create: store codes, comma between; all without' })
  storeCodes(value: string): string[] {
    return value.split(',');
  }

  @Option({
    flags: '--keep-old <minutes>',
    description: 'For rotate: how long the old secret is good beside the new one; not at all without',
  })
  keepOld(value: string): number {
    return Number(value);
  }

  private async rotate(id: string, { keepOld = 0 }: Options): Promise<string> {
    const dto = plainToInstance(UpdateClientDto, { newSecret: true, oldSecretMinutes: keepOld });
    await validated(dto);
    return `Secret: ${(await this.clients.update(id, dto, CLI)).secret}`;
  }

  private async list(): Promise<string> {
    return (await this.clients.list())
      .map(({ id, enabled, scopes, storeCodes }) =>
        [id, enabled ? 'enabled' : 'disabled', scopes.join(','), storeCodes?.join(',') ?? 'all stores'].join(
          '\t',
        ),
      )
      .join('\n');
  }

  private async create(clientId: string, { scopes, stores }: Options): Promise<string> {
    if (!scopes) throw new Error(`--scopes: is required, of ${SCOPES}`);
    const dto = plainToInstance(CreateClientDto, { clientId, scopes, storeCodes: stores });
    await validated(dto);
    return `Secret: ${(await this.clients.create(dto, CLI)).secret}`;
  }

  private async setEnabled(id: string, enabled: boolean): Promise<string> {
    await this.clients.update(id, { enabled }, CLI);
    return `Client ${id} is ${enabled ? 'enabled' : 'disabled'}.`;
  }
}

/** @throws Error that names each option */
async function validated(dto: object): Promise<void> {
  await validateOrReject(dto).catch((errors: ValidationError[]) => {
    throw new Error(
      errors
        .map(
          ({ property, constraints }) =>
            `${OPTIONS.get(property) ?? property}: ${Object.values(constraints ?? {}).join('; ')}`,
        )
        .join('\n'),
    );
  });
}
