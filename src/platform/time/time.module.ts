import { type DynamicModule, Module } from '@nestjs/common';
import { time } from './time.js';

@Module({})
export class TimeModule {
  static register(scale: number): DynamicModule {
    time.useScale(scale);
    return { module: TimeModule };
  }
}
