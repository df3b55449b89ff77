import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import { pageOf } from '../platform/http/page-of.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { CreateManifestDto, ManifestDto, ManifestItemDto, ManifestPageDto } from './dto/manifest.dto.js';
import type { ManifestEntity } from './entities/manifest.entity.js';
import { findManifest, insertManifest, listManifests, orderCodesOfParcels } from './manifests.repository.js';
import type { ManifestItem } from './shipment.types.js';
import { IdTakenError, ManifestNotFoundError } from './shipments.errors.js';

/** Manifests are recorded here; Magento has no such thing. */
@Injectable()
export class ManifestsService {
  constructor(private readonly database: DataSource) {}

  /** @throws BadRequestError naming unknown parcels, IdTakenError */
  async create(store: StoreContext, dto: CreateManifestDto, caller: Caller): Promise<ManifestDto> {
    const items = dto.manifestItems.map(toItem);
    return this.database.transaction(async (manager) => {
      await this.checkParcels(manager, store.id, items);
      const { manifestId = null, transporter, locationCode } = dto;
      const manifest = { manifestId, transporter, locationCode, items };
      const created = await insertManifest(manager, store.id, manifest, caller);
      return toDto(created ?? (await this.repeated(manager, store.id, dto, items)));
    });
  }

  /** @throws ManifestNotFoundError */
  async get(store: StoreContext, manifestCode: string): Promise<ManifestDto> {
    const row = await findManifest(this.database.manager, store.id, { manifestCode });
    if (!row) throw new ManifestNotFoundError(manifestCode);
    return toDto(row);
  }

  async list(store: StoreContext, limit: number, cursor: string | undefined): Promise<ManifestPageDto> {
    const rows = await listManifests(this.database.manager, store.id, limit + 1, cursor);
    return pageOf(rows, limit, toDto, ({ id }) => id);
  }

  /** The same manifestId with the same contents is a repeat. */
  private async repeated(
    manager: EntityManager,
    storeId: number,
    dto: CreateManifestDto,
    items: ManifestItem[],
  ): Promise<ManifestEntity> {
    const row = await findManifest(manager, storeId, { manifestId: dto.manifestId! });
    const differing = [
      ...(row!.transporter === dto.transporter ? [] : ['transporter']),
      ...(row!.locationCode === dto.locationCode ? [] : ['locationCode']),
      ...(isDeepStrictEqual(row!.items, items) ? [] : ['manifestItems']),
    ];
    if (differing.length > 0) throw new IdTakenError('manifestId', dto.manifestId!, differing);
    return row!;
  }

  private async checkParcels(manager: EntityManager, storeId: number, items: ManifestItem[]): Promise<void> {
    const codes = items.map((item) => item.shipmentCode);
    const orders = await orderCodesOfParcels(manager, storeId, codes);
    const errors = items.flatMap((item, i): FieldError[] => {
      const order = orders.get(item.shipmentCode);
      if (order === undefined) {
        return [
          { field: `manifestItems.${i}.shipmentCode`, message: `is no shipment here: ${item.shipmentCode}` },
        ];
      }
      return order === item.orderCode
        ? []
        : [
            {
              field: `manifestItems.${i}.orderCode`,
              message: `is not the order of shipment ${item.shipmentCode}`,
            },
          ];
    });
    if (errors.length > 0) throw new BadRequestError(errors);
  }
}

function toItem(dto: ManifestItemDto): ManifestItem {
  const boxes = dto.packboxDetailsList?.map(({ boxId, awbNumber }) => ({
    ...(boxId ? { boxId } : {}),
    ...(awbNumber ? { awbNumber } : {}),
  }));
  return {
    orderCode: dto.orderCode,
    shipmentCode: dto.shipmentCode,
    ...(dto.awbNumber ? { awbNumber: dto.awbNumber } : {}),
    ...(boxes?.length ? { packboxDetailsList: boxes } : {}),
  };
}

function toDto(row: ManifestEntity): ManifestDto {
  return {
    manifestCode: row.manifestCode,
    manifestId: row.manifestId,
    transporter: row.transporter,
    locationCode: row.locationCode,
    manifestItems: row.items.map(({ orderCode, shipmentCode, awbNumber }) => ({
      orderCode,
      shipmentCode,
      awbNumber: awbNumber ?? null,
    })),
    createdAt: row.createdAt.toISOString(),
  };
}
