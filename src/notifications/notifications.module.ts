import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { AggregatorEvents } from './aggregator-events.service.js';
import { EventIntake } from './event-intake.js';
import { AggregatorIdEntity } from './entities/aggregator-id.entity.js';
import { NotificationEntity } from './entities/notification.entity.js';
import { ParcelStateEntity } from './entities/parcel-state.entity.js';
import { EventIdentity } from './identity/event-identity.service.js';
import { CourierWebhooksController } from './aggregators/generic/courier-webhooks.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsService } from './notifications.service.js';
import { ParcelReturns } from './parcel-returns.js';
import { WaitingEventsController } from './waiting-events.controller.js';
import { WaitingEventsService } from './waiting-events.service.js';
import { AGGREGATORS } from './aggregators/registry.js';
import { WebhookKeys } from './aggregators/webhook-keys.js';
import { webhookControllerOf } from './aggregators/webhook.controllers.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([NotificationEntity, ParcelStateEntity, AggregatorIdEntity]),
    AuthModule,
    StoresModule,
    DeliveriesModule,
  ],
  controllers: [
    CourierWebhooksController,
    NotificationsController,
    WaitingEventsController,
    ...AGGREGATORS.map(webhookControllerOf),
  ],
  providers: [
    NotificationsService,
    EventIntake,
    ParcelReturns,
    AggregatorEvents,
    EventIdentity,
    WaitingEventsService,
    WebhookKeys,
  ],
  exports: [NotificationsService, ParcelReturns, WaitingEventsService, WebhookKeys],
})
export class NotificationsModule {}
