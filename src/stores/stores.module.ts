import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MagentoModule } from '../magento/magento.module.js';
import { Cell } from './entities/cell.entity.js';
import { StoreMove } from './entities/store-move.entity.js';
import { Store } from './entities/store.entity.js';
import { PairDeductionTicker } from './pair-deduction.ticker.js';
import { StoreCheckService } from './store-check.service.js';
import { StoreSecrets } from './store-secrets.js';
import { StoresController } from './stores.controller.js';
import { StoresService } from './stores.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Store, StoreMove, Cell]), MagentoModule],
  controllers: [StoresController],
  providers: [StoreSecrets, StoresService, StoreCheckService, PairDeductionTicker],
  exports: [StoresService, StoreCheckService],
})
export class StoresModule {}
