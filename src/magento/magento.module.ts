import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { MagentoClients } from './magento-clients.js';

@Module({ imports: [HttpModule], providers: [MagentoClients], exports: [MagentoClients] })
export class MagentoModule {}
