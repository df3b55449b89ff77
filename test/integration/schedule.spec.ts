import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AppConfigModule } from '../../src/platform/config/config.module.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ScheduleModule } from '../../src/platform/schedule/schedule.module.js';
import { Schedules } from '../../src/platform/schedule/schedules.js';
import { Tick } from '../../src/platform/schedule/tick.decorator.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let bridge: TestApp;
const names = (schedules: Schedules): string[] => schedules.list().map((tick) => tick.name);

afterAll(() => bridge.close());

describe('a worker at production speed', () => {
  beforeAll(async () => {
    bridge = await startTestApp(undefined, { TIME_SCALE: '1' });
  });

  it('has a named job in the scheduler for each tick', () => {
    const registry = bridge.app.get(SchedulerRegistry, { strict: false });
    const jobs = [...registry.getCronJobs().keys()];
    expect([...jobs, ...registry.getIntervals()].toSorted()).toEqual(names(bridge.app.get(Schedules)));
    expect(registry.getIntervals().toSorted()).toEqual(['deliveries', 'inventory.push']);
    expect(registry.getCronJob('sync').cronTime.source).toBe('*/1 * * * * *');
    expect(registry.getCronJob('retention.nightly').cronTime.source).toBe('0 15 3 * * *');
  });

  it('lists them as the table of schedules does', () => {
    const page = readFileSync(`${import.meta.dirname}/../../docs/architecture.md`, 'utf8');
    const table = page.slice(page.indexOf('## Schedule'), page.indexOf('## A request'));
    const listed = [...table.matchAll(/^\| `([^`]+)`\s+\| ([\d.:]+) (s|min|UTC)/gm)].map(
      ([, name, at, unit]) => {
        return [name, unit === 'UTC' ? at : Number(at) * (unit === 'min' ? 60_000 : 1000)];
      },
    );
    expect(listed).toEqual(
      bridge.app
        .get(Schedules)
        .list()
        .map(({ name, every }) => [name, every]),
    );
  });

  it('runs them, and tells when', async () => {
    await until(async () => {
      const { body } = await bridge.get('/health/ready', { anonymous: true });
      const sync = body.info.schedule.ticks.find(({ name }: { name: string }) => name === 'sync');
      return sync.lastBeganAt !== null && sync.failures === 0 ? sync : undefined;
    });
  });
});

describe('a process of role api', () => {
  it('has only what every process does', async () => {
    await bridge.close();
    bridge = await startTestApp(undefined, { ROLE: 'api' });
    expect(names(bridge.app.get(Schedules))).toEqual([
      'idempotency.prune',
      'idempotency.renew',
      'sign-in-audit',
    ]);
  });
});

@Injectable()
class Twice {
  @Tick({ name: 'same', every: 1000 })
  one(): void {}

  @Tick({ name: 'same', every: 1000 })
  other(): void {}
}

it('does not start with two ticks of one name', async () => {
  @Global()
  @Module({ providers: [{ provide: DataSource, useValue: {} }], exports: [DataSource] })
  class NoDatabaseModule {}
  const imports = [AppConfigModule.register(loadConfig({})), NoDatabaseModule, ScheduleModule];
  @Module({ imports, providers: [Twice] })
  class TwiceModule {}

  const app = await NestFactory.createApplicationContext(TwiceModule, {
    logger: false,
    abortOnError: false,
  }).catch((error: unknown) => error);
  expect(String(app)).toContain('Two ticks with the name same');
});
