import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule as NestScheduleModule } from '@nestjs/schedule';
import { DueWork } from './due-work.js';
import { Schedules } from './schedules.js';

@Global()
@Module({
  imports: [NestScheduleModule.forRoot(), DiscoveryModule],
  providers: [DueWork, Schedules],
  exports: [Schedules],
})
export class ScheduleModule {}
