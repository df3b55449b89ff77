import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { OperationEntity } from './entities/operation.entity.js';
import { Ledger } from './ledger.js';
import { OperationRunner } from './operation-runner.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { OperationsTicker } from './operations.ticker.js';

@Module({
  imports: [TypeOrmModule.forFeature([OperationEntity]), StoresModule],
  controllers: [OperationsController],
  providers: [Ledger, OperationRunner, OperationsService, OperationsTicker],
  exports: [OperationsService],
})
export class OperationsModule {}
