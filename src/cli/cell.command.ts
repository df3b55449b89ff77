import { DataSource } from 'typeorm';
import { AppConfig } from '../platform/config/app-config.js';
import { type CellName, findCell, numberCell } from '../platform/database/cell-ids.js';
import { dataSourceOptions, poolOf, withDataSource } from '../platform/database/data-source.js';
import { Command, CommandRunner } from './command.js';

@Command({
  name: 'cell',
  arguments: '<number> <name>',
  description:
    'Where stores are spread over several databases: the number of this one, 1 to 999, and its name. Once; by the owner of the tables.',
})
export class CellCommand extends CommandRunner {
  constructor(
    private readonly config: AppConfig,
    private readonly database: DataSource,
  ) {
    super();
  }

  override async run([number = '', name = '']: string[]): Promise<void> {
    if (!/^[1-9]\d{0,2}$/.test(number)) throw new Error('number: must be 1 to 999');
    if (!/^[\w-]{1,64}$/.test(name)) throw new Error('name: must be 1 to 64 letters, digits, - or _');
    const cell = { number: Number(number), name };
    if (await this.give(cell)) {
      process.stdout.write(`This database is ${name}, number ${number}.\n`);
      return;
    }
    const known = (await findCell(this.database.manager))!;
    throw new Error(`This database is ${known.name}, number ${known.number}: that stays.`);
  }

  private give(cell: CellName): Promise<CellName | undefined> {
    const url = this.config.databaseOwnerUrl ?? this.config.databaseUrl!;
    return withDataSource({ ...dataSourceOptions(url), extra: poolOf(1) }, (owner) =>
      owner.transaction((manager) => numberCell(manager, cell)),
    );
  }
}
