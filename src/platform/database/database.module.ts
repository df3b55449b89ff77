import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { hasOwnSessions } from './session.js';

/** URL of the database in use, the embedded one included. */
export const DATABASE_URL = Symbol('DATABASE_URL');

/** Whether what is listened to on a connection of that URL stays: not behind a pooler. */
export const OWN_SESSIONS = Symbol('OWN_SESSIONS');

@Global()
@Module({})
export class DatabaseModule {
  static register(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(url),
          autoLoadEntities: true,
          retryAttempts: 3,
          retryDelay: 1000,
        }),
      ],
      providers: [
        { provide: DATABASE_URL, useValue: url },
        { provide: OWN_SESSIONS, inject: [DataSource], useFactory: hasOwnSessions },
      ],
      exports: [DATABASE_URL, OWN_SESSIONS],
    };
  }
}
