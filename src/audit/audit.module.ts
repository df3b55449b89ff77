import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  AuditChainEntity,
  AuditHeadEntity,
  AuditLogEntity,
  AuditStreamEntity,
  AuditTallyEntity,
} from '../platform/audit/audit-log.entity.js';
import { AuditStream } from './audit-stream.js';
import { AuditVerifier } from './audit-verifier.js';
import { AuditController } from './audit.controller.js';
import { FailedActionsInterceptor } from './failed-actions.interceptor.js';
import { AuditTicker } from './audit.ticker.js';

/** Reads, verifies and writes out what platform/audit records. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AuditLogEntity,
      AuditChainEntity,
      AuditHeadEntity,
      AuditTallyEntity,
      AuditStreamEntity,
    ]),
  ],
  controllers: [AuditController],
  providers: [
    AuditStream,
    AuditVerifier,
    AuditTicker,
    { provide: APP_INTERCEPTOR, useClass: FailedActionsInterceptor },
  ],
  exports: [AuditVerifier],
})
export class AuditModule {}
