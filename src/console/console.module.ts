import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { InventoryModule } from '../inventory/inventory.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PersonalDataModule } from '../personal-data/personal-data.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import type { DynamicModule } from '@nestjs/common';
import { ShadowModule } from '../shadow/shadow.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { ConsoleActionsController } from './console-actions.controller.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { ConsoleEventsController } from './console-events.controller.js';
import { ConsoleErasuresController } from './console-erasures.controller.js';
import { ConsoleOrdersController } from './console-orders.controller.js';
import { ConsoleReconciliationController } from './console-reconciliation.controller.js';
import { ConsoleExportsController } from './export/console-exports.controller.js';
import { ChosenService } from './chosen/chosen.service.js';
import { ConsoleChosenController } from './chosen/console-chosen.controller.js';
import { ConsoleProblemsController } from './problems/console-problems.controller.js';
import { ProblemMarksService } from './problems/problem-marks.service.js';
import { ConnectionForms } from './connect/connection-form.js';
import { ConsoleConnectController } from './connect/console-connect.controller.js';
import { ConsoleSetUpController } from './connect/console-set-up.controller.js';
import { SetUpService } from './connect/set-up.service.js';
import { ConsoleSettingsController } from './settings/console-settings.controller.js';
import { ConsoleSearchController } from './search/console-search.controller.js';
import { ConsoleAlertsController } from './alerts/console-alerts.controller.js';
import { ConsoleSessions } from './console-sessions.js';
import { ConsoleStoresController } from './console-stores.controller.js';
import { ConsoleController } from './console.controller.js';
import { ConsoleService } from './console.service.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsolePersonEntity } from './entities/console-person.entity.js';
import { ConsoleSessionEntity } from './entities/console-session.entity.js';
import { ProblemMarkEntity } from './entities/problem-mark.entity.js';
import { OpenIdProvider } from './people/open-id-provider.js';
import { PendingSignIns } from './people/pending-sign-in.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleService } from './people/people.service.js';
import { SignInController } from './sign-in.controller.js';

/** The operators' pages at /console: rendered here, and whole without a script. */
@Module({})
export class ConsoleModule {
  /** @param sync the one registered sync module */
  static register(sync: DynamicModule): DynamicModule {
    return {
      module: ConsoleModule,
      imports: [
        TypeOrmModule.forFeature([ConsoleSessionEntity, ConsolePersonEntity, ProblemMarkEntity]),
        AuthModule,
        StoresModule,
        OrdersModule,
        InventoryModule,
        OperationsModule,
        DeliveriesModule,
        AlertsModule,
        NotificationsModule,
        ReconciliationModule,
        PersonalDataModule,
        ShadowModule,
        sync,
      ],
      // Fixed paths go before the last one's :listing.
      controllers: [
        SignInController,
        PeopleController,
        ConsoleOrdersController,
        ConsoleActionsController,
        ConsoleReconciliationController,
        ConsoleStoresController,
        ConsoleSettingsController,
        ConsoleConnectController,
        ConsoleSetUpController,
        ConsoleErasuresController,
        ConsoleEventsController,
        ConsoleSearchController,
        ConsoleExportsController,
        ConsoleChosenController,
        ConsoleProblemsController,
        ConsoleAlertsController,
        ConsoleController,
      ],
      providers: [
        ConsoleService,
        ProblemMarksService,
        ChosenService,
        ConnectionForms,
        SetUpService,
        ConsoleSessions,
        OpenIdProvider,
        PendingSignIns,
        PeopleService,
      ],
    };
  }
}
