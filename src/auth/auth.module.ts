import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClientThrottlerGuard, ThrottlingModule } from '../platform/throttling/throttling.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { AuthService } from './auth.service.js';
import { ClientsController } from './clients.controller.js';
import { ClientsService } from './clients.service.js';
import { ApiClient } from './entities/api-client.entity.js';
import { ClientAddressEntity } from './entities/client-address.entity.js';
import { SignInFailureEntity } from './entities/sign-in-failure.entity.js';
import { Guesses } from './guesses.js';
import { SignInAudit } from './sign-in-audit.js';
import { SignInService } from './sign-in.service.js';
import { TokensService } from './tokens.service.js';

/** Guards run in the order of registration: per address, sign-in, per client. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ApiClient, ClientAddressEntity, SignInFailureEntity]),
    JwtModule.register({}),
    ThrottlingModule,
    StoresModule,
  ],
  controllers: [AuthController, ClientsController],
  providers: [
    AuthService,
    ClientsService,
    TokensService,
    Guesses,
    SignInAudit,
    SignInService,
    AuthGuard,
    { provide: APP_GUARD, useExisting: AuthGuard },
    { provide: APP_GUARD, useClass: ClientThrottlerGuard },
  ],
  exports: [ClientsService, SignInService, SignInAudit, Guesses],
})
export class AuthModule {}
