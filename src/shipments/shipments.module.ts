import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvoicesModule } from '../invoices/invoices.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { HandoverEntity } from './entities/handover.entity.js';
import { ManifestEntity } from './entities/manifest.entity.js';
import { ShipmentLabelEntity } from './entities/shipment-label.entity.js';
import { ShipmentTrackEntity } from './entities/shipment-track.entity.js';
import { ShipmentEntity } from './entities/shipment.entity.js';
import { HandoverOperation } from './handover.operation.js';
import { HandoversController } from './handovers.controller.js';
import { HandoversService } from './handovers.service.js';
import { LabelsController } from './labels.controller.js';
import { LabelsService } from './labels.service.js';
import { ManifestsController } from './manifests.controller.js';
import { ManifestsService } from './manifests.service.js';
import { ParcelChangesController } from './parcel-changes.controller.js';
import { ParcelChangesService } from './parcel-changes.service.js';
import { RemoveTrackOperation } from './remove-track.operation.js';
import { RepackOperation } from './repack.operation.js';
import { ShipmentOperation } from './shipment.operation.js';
import { ShipmentsController } from './shipments.controller.js';
import { ShipmentsService } from './shipments.service.js';
import { TrackOperation } from './track.operation.js';
import { VoidOperation } from './void.operation.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ShipmentEntity,
      ShipmentTrackEntity,
      ShipmentLabelEntity,
      ManifestEntity,
      HandoverEntity,
    ]),
    StoresModule,
    OperationsModule,
    OrdersModule,
    InvoicesModule,
    NotificationsModule,
  ],
  controllers: [
    ShipmentsController,
    LabelsController,
    ParcelChangesController,
    HandoversController,
    ManifestsController,
  ],
  providers: [
    ShipmentsService,
    LabelsService,
    HandoversService,
    ManifestsService,
    ShipmentOperation,
    HandoverOperation,
    TrackOperation,
    ParcelChangesService,
    RemoveTrackOperation,
    RepackOperation,
    VoidOperation,
  ],
  exports: [ShipmentsService, LabelsService],
})
export class ShipmentsModule {}
