import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryClaimsRepository } from './delivery-claims.repository.js';
import { DeliveryQueueRepository } from './delivery-queue.repository.js';
import { DeliveryRoutes } from './delivery-routes.js';
import { DeliverySender } from './delivery-sender.js';
import { DeliverySettlingRepository } from './delivery-settling.repository.js';
import { SealedSecrets } from './endpoint-secrets.js';
import { EndpointTestsService } from './endpoint-tests.service.js';
import { EndpointsController } from './endpoints.controller.js';
import { EndpointsService } from './endpoints.service.js';
import { DeliveryAttemptEntity } from './entities/delivery-attempt.entity.js';
import { DeliveryEntity } from './entities/delivery.entity.js';
import { EndpointEntity } from './entities/endpoint.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([EndpointEntity, DeliveryEntity, DeliveryAttemptEntity]), StoresModule],
  controllers: [DeliveriesController, EndpointsController],
  providers: [
    DeliveryRoutes,
    DeliveryQueueRepository,
    DeliveryClaimsRepository,
    DeliverySettlingRepository,
    DeliverySender,
    DeliveriesDispatcher,
    DeliveriesService,
    SealedSecrets,
    EndpointsService,
    EndpointTestsService,
  ],
  exports: [
    DeliveriesService,
    DeliveryRoutes,
    DeliverySender,
    EndpointsService,
    EndpointTestsService,
    SealedSecrets,
  ],
})
export class DeliveriesModule {}
