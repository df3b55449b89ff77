import { Module } from '@nestjs/common';
import { PersonalDataModule } from '../personal-data/personal-data.module.js';
import { OrderDeletion } from './order-deletion.service.js';
import { RetentionService } from './retention.service.js';
import { RetentionTicker } from './retention.ticker.js';

/** How long rows are kept; see docs/database.md. */
@Module({
  imports: [PersonalDataModule],
  providers: [OrderDeletion, RetentionService, RetentionTicker],
  exports: [RetentionService],
})
export class RetentionModule {}
