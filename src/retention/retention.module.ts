import { Module } from '@nestjs/common';
import { PersonalDataModule } from '../personal-data/personal-data.module.js';
import { RetentionService } from './retention.service.js';
import { RetentionTicker } from './retention.ticker.js';

/** How long rows are kept; see docs/database.md. */
@Module({
  imports: [PersonalDataModule],
  providers: [RetentionService, RetentionTicker],
  exports: [RetentionService],
})
export class RetentionModule {}
