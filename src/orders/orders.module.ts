import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OperationsModule } from '../operations/operations.module.js';
import { PersonalDataModule } from '../personal-data/personal-data.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { PAGE_IMPORTER } from '../sync/sync.types.js';
import { AcknowledgeOperation } from './acknowledge.operation.js';
import { CancelOperation } from './cancel.operation.js';
import { DeletedOrderEntity } from './entities/deleted-order.entity.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { OrderItemEntity } from './entities/order-item.entity.js';
import { OrderEntity } from './entities/order.entity.js';
import { HeldOrdersController } from './held-orders.controller.js';
import { HeldOrdersService } from './held-orders.service.js';
import { NewestOrdersService } from './newest-orders.service.js';
import { OrderFactsService } from './order-facts.service.js';
import { OrderWritesService } from './order-writes.service.js';
import { OrdersController } from './orders.controller.js';
import { OrdersImporter } from './orders.importer.js';
import { OrdersService } from './orders.service.js';
import { ProductSkus } from './product-skus.js';
import { ReplacedOrdersController } from './replaced-orders.controller.js';
import { ReplacedOrdersService } from './replaced-orders.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([OrderEntity, OrderItemEntity, DeletedOrderEntity]),
    StoresModule,
    OperationsModule,
    PersonalDataModule,
    TimelineModule,
  ],
  controllers: [HeldOrdersController, OrdersController, ReplacedOrdersController],
  providers: [
    OrdersService,
    OrderWritesService,
    OrdersImporter,
    ProductSkus,
    OrderFactsService,
    ReplacedOrdersService,
    HeldOrdersService,
    NewestOrdersService,
    AcknowledgeOperation,
    CancelOperation,
    { provide: PAGE_IMPORTER, useExisting: OrdersImporter },
  ],
  exports: [
    OrdersService,
    OrderWritesService,
    ReplacedOrdersService,
    HeldOrdersService,
    NewestOrdersService,
    PAGE_IMPORTER,
  ],
})
export class OrdersModule {}
