import { Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { SilenceTicker } from './silence.ticker.js';

/** What the person on call sees: metrics, and alarms for what does not happen. */
@Module({ controllers: [MetricsController], providers: [MetricsService, SilenceTicker] })
export class ObservabilityModule {}
