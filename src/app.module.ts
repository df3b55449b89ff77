import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { AlertsModule } from './alerts/alerts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BootstrapService } from './bootstrap.service.js';
import { ConsoleModule } from './console/console.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { IncreffModule } from './increff/increff.module.js';
import { InventoryModule } from './inventory/inventory.module.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { ObservabilityModule } from './observability/observability.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OrdersModule } from './orders/orders.module.js';
import type { AppConfig } from './platform/config/app-config.js';
import { AppConfigModule } from './platform/config/config.module.js';
import { CryptoModule } from './platform/crypto/crypto.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { CallersTimeInterceptor } from './platform/http/callers-time.interceptor.js';
import { IdempotencyModule } from './platform/idempotency/idempotency.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { loggerOptions } from './platform/logging/logger-options.js';
import { terminal } from './platform/logging/terminal.js';
import { ScheduleModule } from './platform/schedule/schedule.module.js';
import { TimeModule } from './platform/time/time.module.js';
import { PersonalDataModule } from './personal-data/personal-data.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { ReturnsModule } from './returns/returns.module.js';
import { ShadowModule } from './shadow/shadow.module.js';
import { ShipmentsModule } from './shipments/shipments.module.js';
import { StartPageController } from './start-page.controller.js';
import { StoresModule } from './stores/stores.module.js';
import { SyncModule } from './sync/sync.module.js';

@Module({})
export class AppModule {
  /** @param databaseUrl the configured database, or the embedded one */
  static register(config: AppConfig, databaseUrl: string): DynamicModule {
    const sync = SyncModule.register(OrdersModule);
    return {
      module: AppModule,
      imports: [
        AppConfigModule.register(config),
        LoggerModule.forRoot(loggerOptions(config.logLevel, terminal)),
        ScheduleModule,
        TimeModule.register(config.timeScale),
        DatabaseModule.register(databaseUrl),
        CryptoModule,
        JobsModule,
        StoresModule,
        AuthModule,
        AuditModule,
        IdempotencyModule,
        OperationsModule,
        PersonalDataModule,
        OrdersModule,
        InvoicesModule,
        RefundsModule,
        ShipmentsModule,
        InventoryModule,
        DeliveriesModule,
        AlertsModule,
        NotificationsModule,
        ReturnsModule,
        IncreffModule,
        sync,
        ReconciliationModule,
        ShadowModule,
        RetentionModule,
        ObservabilityModule,
        ConsoleModule.register(sync),
        HealthModule,
      ],
      controllers: [StartPageController],
      providers: [BootstrapService, { provide: APP_INTERCEPTOR, useClass: CallersTimeInterceptor }],
      exports: [
        BootstrapService,
        AuthModule,
        AuditModule,
        StoresModule,
        SyncModule,
        OrdersModule,
        OperationsModule,
        DeliveriesModule,
        AlertsModule,
        ReconciliationModule,
        ShadowModule,
        RetentionModule,
        PersonalDataModule,
      ],
    };
  }
}
