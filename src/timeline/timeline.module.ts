import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrderEventEntity } from './entities/order-event.entity.js';

/** What happened to each order. Its functions take the transaction of what they report, so nothing is injected. */
@Module({ imports: [TypeOrmModule.forFeature([OrderEventEntity])] })
export class TimelineModule {}
