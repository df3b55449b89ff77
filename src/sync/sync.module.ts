import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { BackfillRunner } from './backfill-runner.js';
import { BackfillsRepository } from './backfills.repository.js';
import { SyncCursorsRepository } from './sync-cursors.repository.js';
import { BackfillEntity } from './entities/backfill.entity.js';
import { ParkedOrderEntity } from './entities/parked-order.entity.js';
import { SyncCursorEntity } from './entities/sync-cursor.entity.js';
import { SyncRunEntity } from './entities/sync-run.entity.js';
import { ParkedOrders } from './parked-orders.js';
import { SyncRunsRepository } from './sync-runs.repository.js';
import { SingleOrders } from './single-orders.js';
import { StreamRunner } from './stream-runner.js';
import { SyncAdminService } from './sync-admin.service.js';
import { SyncController } from './sync.controller.js';
import { FirstReading } from './first-reading.js';
import { SyncTicker } from './sync.ticker.js';
import { WalkImporter } from './walk-importer.js';

@Module({})
export class SyncModule {
  /** @param importer module that exports PAGE_IMPORTER; the engine itself knows no domain */
  static register(importer: Type): DynamicModule {
    return {
      module: SyncModule,
      imports: [
        TypeOrmModule.forFeature([SyncCursorEntity, SyncRunEntity, BackfillEntity, ParkedOrderEntity]),
        StoresModule,
        importer,
      ],
      controllers: [SyncController],
      providers: [
        SyncCursorsRepository,
        SyncRunsRepository,
        BackfillsRepository,
        ParkedOrders,
        SingleOrders,
        WalkImporter,
        StreamRunner,
        BackfillRunner,
        FirstReading,
        SyncTicker,
        SyncAdminService,
      ],
      exports: [SyncAdminService],
    };
  }
}
