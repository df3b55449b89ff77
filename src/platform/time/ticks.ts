import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Timer } from './clock.js';
import { EVERY } from './every.js';
import { time } from './time.js';

type Methods = Record<string, () => unknown>;

/** Starts what is marked with `@Every`. */
@Injectable()
export class Ticks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers: Timer[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance === 'object' && instance !== null) this.startAll(instance as Methods);
    }
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) timer.stop();
  }

  private startAll(instance: Methods): void {
    for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const ms = this.reflector.get<number | undefined>(EVERY, instance[name]!);
      // What a tick throws or rejects with, it handles itself: see WorkerTick.
      if (ms !== undefined) this.timers.push(time.every(ms, () => void instance[name]!()));
    }
  }
}
