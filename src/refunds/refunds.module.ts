import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { CreditMemoEntity } from './entities/credit-memo.entity.js';
import { RefundOperation } from './refund.operation.js';
import { RefundsController } from './refunds.controller.js';
import { RefundsService } from './refunds.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([CreditMemoEntity]),
    StoresModule,
    OperationsModule,
    OrdersModule,
    NotificationsModule,
  ],
  controllers: [RefundsController],
  providers: [RefundsService, RefundOperation],
  exports: [RefundsService],
})
export class RefundsModule {}
