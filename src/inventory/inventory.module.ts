import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { InventoryLevelEntity } from './entities/inventory-level.entity.js';
import { InventoryRunEntity } from './entities/inventory-run.entity.js';
import { InventoryAdminController } from './inventory-admin.controller.js';
import { InventoryController } from './inventory.controller.js';
import { InventoryPusher } from './inventory.pusher.js';
import { InventoryRuns } from './inventory-runs.js';
import { InventoryService } from './inventory.service.js';
import { InventoryTicker } from './inventory.ticker.js';
import { InventoryLevelsRepository } from './inventory-levels.repository.js';
import { InventoryRunsRepository } from './inventory-runs.repository.js';
import { SalableComparison } from './salable-comparison.js';
import { SalableRepository } from './salable.repository.js';

@Module({
  imports: [TypeOrmModule.forFeature([InventoryLevelEntity, InventoryRunEntity]), StoresModule],
  controllers: [InventoryController, InventoryAdminController],
  providers: [
    InventoryLevelsRepository,
    InventoryRunsRepository,
    InventoryPusher,
    InventoryRuns,
    InventoryService,
    InventoryTicker,
    SalableComparison,
    SalableRepository,
  ],
  exports: [InventoryRuns, InventoryService],
})
export class InventoryModule {}
