import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { EventIntake } from './event-intake.js';
import { NotificationEntity } from './entities/notification.entity.js';
import { ParcelStateEntity } from './entities/parcel-state.entity.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsService } from './notifications.service.js';
import { AGGREGATORS } from './aggregators/registry.js';
import { WebhookKeys } from './aggregators/webhook-keys.js';
import { webhookControllerOf } from './aggregators/webhook.controllers.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([NotificationEntity, ParcelStateEntity]),
    AuthModule,
    StoresModule,
    DeliveriesModule,
  ],
  controllers: [NotificationsController, ...AGGREGATORS.map(webhookControllerOf)],
  providers: [NotificationsService, EventIntake, WebhookKeys],
  exports: [NotificationsService, WebhookKeys],
})
export class NotificationsModule {}
