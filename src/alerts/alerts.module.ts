import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { AlertChannelsController } from './alert-channels.controller.js';
import { AlertChannelsService } from './alert-channels.service.js';
import { AlertDispatcher } from './alert-dispatcher.js';
import { AlertSender } from './alert-sender.js';
import { AlertWatch } from './alert-watch.js';
import { ChannelSecretBox } from './channel-secrets.js';
import { AlertChannelEntity } from './entities/alert-channel.entity.js';
import { AlertMessageEntity } from './entities/alert-message.entity.js';
import { AlertProblemEntity } from './entities/alert-problem.entity.js';

/** People hear of problems, wherever they are. */
@Module({
  imports: [
    TypeOrmModule.forFeature([AlertChannelEntity, AlertProblemEntity, AlertMessageEntity]),
    StoresModule,
    DeliveriesModule,
  ],
  controllers: [AlertChannelsController],
  providers: [ChannelSecretBox, AlertSender, AlertWatch, AlertDispatcher, AlertChannelsService],
  exports: [ChannelSecretBox, AlertChannelsService],
})
export class AlertsModule {}
