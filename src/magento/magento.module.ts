import { Module } from '@nestjs/common';
import { OutgoingModule } from '../platform/outgoing/outgoing.module.js';
import { MagentoClients } from './magento-clients.js';

@Module({ imports: [OutgoingModule], providers: [MagentoClients], exports: [MagentoClients] })
export class MagentoModule {}
