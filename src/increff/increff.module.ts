import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { InvoicesModule } from '../invoices/invoices.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ShipmentsModule } from '../shipments/shipments.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { IncreffPushEntity } from './entities/increff-push.entity.js';
import { PushService } from './push.service.js';
import { ReturnPushService } from './return-push.service.js';
import { PushTicker } from './push.ticker.js';
import { StandardFormsController } from './standard-forms.controller.js';
import { StandardFormsService } from './standard-forms.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([IncreffPushEntity]),
    StoresModule,
    OrdersModule,
    InvoicesModule,
    ShipmentsModule,
    DeliveriesModule,
    ReturnsModule,
  ],
  controllers: [StandardFormsController],
  providers: [PushService, ReturnPushService, PushTicker, StandardFormsService],
})
export class IncreffModule {}
