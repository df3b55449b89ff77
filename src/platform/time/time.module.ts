import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Ticks } from './ticks.js';
import { time } from './time.js';

@Module({ imports: [DiscoveryModule], providers: [Ticks] })
export class TimeModule {
  static register(scale: number): DynamicModule {
    time.useScale(scale);
    return { module: TimeModule };
  }
}
