import { DataSource } from 'typeorm';
import { lastMigration } from '../platform/database/migrate.js';
import { Command, CommandRunner } from './command.js';

/** Every command migrates before it begins; this one does nothing else, for a job of its own before a roll. */
@Command({ name: 'migrate', description: 'Bring the schema up to date, and name its last migration.' })
export class MigrateCommand extends CommandRunner {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async run(): Promise<void> {
    const last = await lastMigration(this.database.manager);
    process.stdout.write(`The schema is up to date: ${last}\n`);
  }
}
