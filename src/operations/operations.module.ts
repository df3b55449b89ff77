import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { OperationEntity } from './entities/operation.entity.js';
import { OperationTryEntity } from './entities/operation-try.entity.js';
import { FailedOperations } from './failed-operations.js';
import { HeldOperationsRepository } from './held-operations.repository.js';
import { OperationsRepository } from './operations.repository.js';
import { OperationRunner } from './operation-runner.js';
import { OperationWorker } from './operation-worker.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { OperationsTicker } from './operations.ticker.js';
import { WaitingOperationsService } from './waiting-operations.service.js';
import { WriteEvidence } from './write-evidence.js';

@Module({
  imports: [TypeOrmModule.forFeature([OperationEntity, OperationTryEntity]), StoresModule],
  controllers: [OperationsController],
  providers: [
    OperationsRepository,
    HeldOperationsRepository,
    WriteEvidence,
    OperationRunner,
    OperationWorker,
    FailedOperations,
    OperationsService,
    WaitingOperationsService,
    OperationsTicker,
  ],
  exports: [OperationsService, WaitingOperationsService],
})
export class OperationsModule {}
