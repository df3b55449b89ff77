import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { SecretBox } from './secret-box.js';

@Global()
@Module({
  providers: [
    {
      provide: SecretBox,
      inject: [AppConfig],
      useFactory: (config: AppConfig): SecretBox =>
        new SecretBox(config.secretsKey!, config.secretsKeyPrevious),
    },
  ],
  exports: [SecretBox],
})
export class CryptoModule {}
