import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { ReturnItemEntity } from './entities/return-item.entity.js';
import { ReturnOrderEntity } from './entities/return-order.entity.js';
import { ForwardOrders } from './forward-orders.js';
import { ReturnAcknowledgements } from './return-acknowledgements.js';
import { ReturnProcessingService } from './return-processing.service.js';
import { ReturnPushes } from './return-pushes.service.js';
import { ReturnsController } from './returns.controller.js';
import { ReturnsService } from './returns.service.js';
import { RtoReturns } from './rto-returns.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ReturnOrderEntity, ReturnItemEntity]),
    StoresModule,
    OrdersModule,
    DeliveriesModule,
    NotificationsModule,
    RefundsModule,
  ],
  controllers: [ReturnsController],
  providers: [
    ForwardOrders,
    ReturnAcknowledgements,
    ReturnsService,
    ReturnProcessingService,
    ReturnPushes,
    RtoReturns,
  ],
  exports: [ReturnPushes],
})
export class ReturnsModule {}
