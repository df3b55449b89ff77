import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StoresModule } from '../stores/stores.module.js';
import { DueOrdersService } from './due-orders.service.js';
import { EmailHashes } from './email-hashes.js';
import { ErasureKeyEntity } from './entities/erasure-key.entity.js';
import { ErasureEntity } from './entities/erasure.entity.js';
import { ErasedCustomers } from './erased-customers.js';
import { ErasuresController } from './erasures.controller.js';
import { ErasuresService } from './erasures.service.js';
import { OrderErasure } from './order-erasure.js';
import { PersonalDataRetention } from './personal-data-retention.service.js';

/** Customers that are to be forgotten; docs/security.md, docs/decisions/0016-personal-data.md. */
@Module({
  imports: [TypeOrmModule.forFeature([ErasureEntity, ErasureKeyEntity]), StoresModule],
  controllers: [ErasuresController],
  providers: [
    EmailHashes,
    ErasedCustomers,
    ErasuresService,
    DueOrdersService,
    OrderErasure,
    PersonalDataRetention,
  ],
  exports: [EmailHashes, ErasedCustomers, ErasuresService, PersonalDataRetention],
})
export class PersonalDataModule {}
