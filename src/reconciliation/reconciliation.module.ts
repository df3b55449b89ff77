import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InventoryModule } from '../inventory/inventory.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { DifferenceEntity } from './entities/difference.entity.js';
import { ReconciliationDayEntity } from './entities/reconciliation-day.entity.js';
import { ReconciliationEntity } from './entities/reconciliation.entity.js';
import { DocumentComparison } from './document-comparison.js';
import { Reconciler } from './reconciler.js';
import { ReconciliationRunner } from './reconciliation-runner.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationTicker } from './reconciliation.ticker.js';
import { ReconciliationsService } from './reconciliations.service.js';
import { RepairsService } from './repairs.service.js';

/** Is our copy what Magento has? */
@Module({
  imports: [
    TypeOrmModule.forFeature([ReconciliationEntity, ReconciliationDayEntity, DifferenceEntity]),
    InventoryModule,
    OrdersModule,
    OperationsModule,
    StoresModule,
  ],
  controllers: [ReconciliationController],
  providers: [
    DocumentComparison,
    Reconciler,
    ReconciliationRunner,
    ReconciliationsService,
    RepairsService,
    ReconciliationTicker,
  ],
  exports: [ReconciliationsService, RepairsService],
})
export class ReconciliationModule {}
