import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { OperationEntity } from './entities/operation.entity.js';
import { FailedOperations } from './failed-operations.js';
import { HeldOperations } from './held-operations.js';
import { Ledger } from './ledger.js';
import { OperationRunner } from './operation-runner.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { OperationsTicker } from './operations.ticker.js';
import { WaitingOperationsService } from './waiting-operations.service.js';
import { WriteEvidence } from './write-evidence.js';

@Module({
  imports: [TypeOrmModule.forFeature([OperationEntity]), StoresModule],
  controllers: [OperationsController],
  providers: [
    Ledger,
    HeldOperations,
    WriteEvidence,
    OperationRunner,
    FailedOperations,
    OperationsService,
    WaitingOperationsService,
    OperationsTicker,
  ],
  exports: [OperationsService, WaitingOperationsService],
})
export class OperationsModule {}
