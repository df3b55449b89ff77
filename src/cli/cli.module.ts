import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AppModule } from '../app.module.js';
import { MoveChecks } from '../cells/move-checks.js';
import { StoreCopier } from '../cells/store-copier.js';
import { StoreMover } from '../cells/store-mover.js';
import { AppConfig } from '../platform/config/app-config.js';
import { AuditCommand } from './audit.command.js';
import { BackfillCommand } from './backfill.command.js';
import { CellCommand } from './cell.command.js';
import { ClientCommand } from './client.command.js';
import { DbCommand } from './db.command.js';
import { DecideCommand } from './decide.command.js';
import { DoctorCommand } from './doctor.command.js';
import { EndpointCommand } from './endpoint.command.js';
import { EraseCommand } from './erase.command.js';
import { ExplainTotalCommand, HeldCommand } from './held.command.js';
import { MigrateCommand } from './migrate.command.js';
import { OperationsCommand } from './operations.command.js';
import { PruneCommand } from './prune.command.js';
import { RebuildCommand } from './rebuild.command.js';
import { ReconcileCommand } from './reconcile.command.js';
import { RepairCommand } from './repair.command.js';
import { ReplayCommand } from './replay.command.js';
import { RotateKeyCommand } from './rotate-key.command.js';
import { ShadowReportCommand } from './shadow-report.command.js';
import { StoreCommand } from './store.command.js';
import type { CommandRunner } from './command.js';

export const COMMANDS: Type<CommandRunner>[] = [
  AuditCommand,
  DbCommand,
  DecideCommand,
  DoctorCommand,
  BackfillCommand,
  RotateKeyCommand,
  ShadowReportCommand,
  MigrateCommand,
  PruneCommand,
  EraseCommand,
  ReconcileCommand,
  RebuildCommand,
  RepairCommand,
  ReplayCommand,
  OperationsCommand,
  StoreCommand,
  CellCommand,
  ClientCommand,
  EndpointCommand,
  HeldCommand,
  ExplainTotalCommand,
];

@Module({})
export class CliModule {
  static register(config: AppConfig, databaseUrl: string): DynamicModule {
    // The CLI sends jobs but takes none: a worker does the work.
    const sending = new AppConfig({ ...config, role: 'api' });
    return {
      module: CliModule,
      imports: [AppModule.register(sending, databaseUrl)],
      providers: [...COMMANDS, MoveChecks, StoreCopier, StoreMover],
    };
  }
}
