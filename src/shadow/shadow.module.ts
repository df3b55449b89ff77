import { Module } from '@nestjs/common';
import { InventoryModule } from '../inventory/inventory.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { ShadowReportController } from './shadow-report.controller.js';
import { ShadowReportService } from './shadow-report.service.js';

/** What stores in shadow mode would have done. */
@Module({
  imports: [InventoryModule, StoresModule],
  controllers: [ShadowReportController],
  providers: [ShadowReportService],
  exports: [ShadowReportService],
})
export class ShadowModule {}
