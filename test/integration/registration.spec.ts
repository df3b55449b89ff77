import { Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';
import { createAdapter } from '../../src/configure-app.js';
import { DeliveriesService } from '../../src/deliveries/deliveries.service.js';
import { EVERY_EVENT } from '../../src/deliveries/delivery-routes.js';
import { OperationKind, type OperationHandler } from '../../src/operations/operation.types.js';
import { OperationsService } from '../../src/operations/operations.service.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { jobKind } from '../../src/platform/jobs/job-kind.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { RegistrationError } from '../../src/platform/registry/registry.js';
import { RUN_RECONCILIATION } from '../../src/reconciliation/reconciliation.jobs.js';
import { environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

@Injectable()
class AnotherEndpoint {
  constructor(deliveries: DeliveriesService) {
    deliveries.register({
      kind: 'NOTIFICATION',
      routes: { [EVERY_EVENT]: { method: 'POST' } },
      test: { types: [], body: () => ({}) },
    });
  }
}

@Injectable()
class EndpointWithoutRoutes {
  constructor(deliveries: DeliveriesService) {
    deliveries.register({ kind: 'LOYALTY', routes: {}, test: { types: [], body: () => ({}) } });
  }
}

@Injectable()
class AnotherCancel {
  constructor(operations: OperationsService) {
    operations.register({ kind: OperationKind.Cancel } as OperationHandler);
  }
}

@Injectable()
class AnotherJob {
  constructor(jobs: JobsService) {
    jobs.handle(RUN_RECONCILIATION, () => Promise.resolve());
  }
}

@Injectable()
class Harmless {}

/** What a process refuses to start with. */
describe('a process', () => {
  let db: TestDatabase;

  beforeEach(async () => {
    db = await createTestDatabase();
  });

  afterEach(() => db.drop());

  async function startWith(more: Type): Promise<void> {
    @Module({
      imports: [AppModule.register(loadConfig(environmentFor(db.url, undefined)), db.url)],
      providers: [more],
    })
    class Process {}
    const app = await NestFactory.create(Process, createAdapter(), { logger: false, abortOnError: false });
    try {
      await app.init();
    } finally {
      await app.close();
    }
  }

  it('starts with one handler of each kind', async () => {
    await startWith(Harmless);
  });

  it.each([
    [AnotherEndpoint, 'kind of endpoint NOTIFICATION is registered twice'],
    [EndpointWithoutRoutes, 'kind of endpoint LOYALTY has no route'],
    [AnotherCancel, 'operation CANCEL is registered twice'],
    [AnotherJob, 'job reconciliation-run is registered twice'],
  ])('does not start with %p', async (more, why) => {
    await expect(startWith(more)).rejects.toThrow(new RegistrationError(why));
  });

  it('does not start with an operation that nobody carries out', async () => {
    const kinds = OperationKind as Record<string, string>;
    kinds['Gift'] = 'GIFT';
    try {
      await expect(startWith(Harmless)).rejects.toThrow(
        new RegistrationError('operation GIFT has no handler'),
      );
    } finally {
      delete kinds['Gift'];
    }
  });

  it('does not start with a job that nobody does, and none is declared twice', async () => {
    jobKind('nobody-does-it', 1);
    await expect(startWith(Harmless)).rejects.toThrow(
      new RegistrationError('job nobody-does-it has no handler'),
    );
    expect(() => jobKind('nobody-does-it', 1)).toThrow(RegistrationError);
  });
});
