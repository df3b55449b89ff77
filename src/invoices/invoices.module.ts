import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { InvoiceEntity } from './entities/invoice.entity.js';
import { InvoiceOperation } from './invoice.operation.js';
import { InvoicesController } from './invoices.controller.js';
import { InvoicesService } from './invoices.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([InvoiceEntity]),
    StoresModule,
    OperationsModule,
    OrdersModule,
    NotificationsModule,
  ],
  controllers: [InvoicesController],
  providers: [InvoicesService, InvoiceOperation],
  exports: [InvoicesService],
})
export class InvoicesModule {}
