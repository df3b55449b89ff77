import { Module } from '@nestjs/common';
import { RetentionService } from './retention.service.js';
import { RetentionTicker } from './retention.ticker.js';

/** How long rows are kept; see docs/database.md. */
@Module({ providers: [RetentionService, RetentionTicker], exports: [RetentionService] })
export class RetentionModule {}
