import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { BadRequestError, ConflictError, type FieldError } from '../platform/errors/app-error.js';
import { pageOf } from '../platform/http/page-of.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  AddToManifestDto,
  CreateManifestDto,
  ManifestDto,
  ManifestItemDto,
  ManifestPageDto,
} from './dto/manifest.dto.js';
import type { ManifestEntity } from './entities/manifest.entity.js';
import { closedItems, itemsOf, toManifestDto } from './manifest-items.js';
import {
  closeManifest,
  findManifest,
  holdParcels,
  insertManifest,
  listManifests,
  lockManifest,
  type ManifestParcel,
  parcelsByCode,
  setAddedItems,
} from './manifests.repository.js';
import type { ManifestItem } from './shipment.types.js';
import { IdTakenError, ManifestClosedError, ManifestNotFoundError } from './shipments.errors.js';

/** As many as a manifest may be made with. */
const MOST_ITEMS = 2000;

/** Manifests are recorded here; Magento has no such thing. */
@Injectable()
export class ManifestsService {
  constructor(private readonly database: DataSource) {}

  /** @throws BadRequestError naming unknown parcels, IdTakenError */
  async create(store: StoreContext, dto: CreateManifestDto, caller: Caller): Promise<ManifestDto> {
    const items = dto.manifestItems.map(toItem);
    return this.database.transaction(async (manager) => {
      const parcels = await parcelsByCode(manager, store.id, codesOf(items));
      checkParcels(items, parcels);
      const { manifestId = null, transporter, locationCode } = dto;
      const manifest = { manifestId, transporter, locationCode, items };
      const created = await insertManifest(manager, store.id, manifest, caller);
      return this.described(manager, created ?? (await this.repeated(manager, store.id, dto, items)));
    });
  }

  /**
   * What is in it already is not added again.
   * @throws ManifestNotFoundError, ManifestClosedError, BadRequestError
   */
  async add(store: StoreContext, manifestCode: string, dto: AddToManifestDto): Promise<ManifestDto> {
    const items = dto.manifestItems.map(toItem);
    return this.database.transaction(async (manager) => {
      const row = await lockManifest(manager, store.id, manifestCode);
      if (!row) throw new ManifestNotFoundError(manifestCode);
      const further = newOnes(itemsOf(row), items);
      if (further.length === 0) return this.described(manager, row);
      if (row.closedAt) throw new ManifestClosedError(manifestCode, row.closedAt, codesOf(further));
      checkParcels(items, await parcelsByCode(manager, store.id, codesOf(items)));
      if (itemsOf(row).length + further.length > MOST_ITEMS) {
        throw BadRequestError.field('manifestItems', `a manifest has no more than ${MOST_ITEMS} parcels`);
      }
      return this.described(manager, await setAddedItems(manager, row.id, [...row.addedItems, ...further]));
    });
  }

  /** Once: a repeat returns how it was closed. @throws ManifestNotFoundError, ConflictError where no parcel is left */
  async close(store: StoreContext, manifestCode: string, caller: Caller): Promise<ManifestDto> {
    return this.database.transaction(async (manager) => {
      const row = await lockManifest(manager, store.id, manifestCode);
      if (!row) throw new ManifestNotFoundError(manifestCode);
      if (row.closedAt) return this.described(manager, row);
      const codes = codesOf(itemsOf(row));
      await holdParcels(manager, store.id, codes);
      const items = closedItems(row, await parcelsByCode(manager, store.id, codes));
      if (items.length === 0) throw new ConflictError(`All parcels of manifest ${manifestCode} are void.`);
      return this.described(manager, await closeManifest(manager, row.id, items, caller.clientId));
    });
  }

  /** @throws ManifestNotFoundError */
  async get(store: StoreContext, manifestCode: string): Promise<ManifestDto> {
    const row = await findManifest(this.database.manager, store.id, { manifestCode });
    if (!row) throw new ManifestNotFoundError(manifestCode);
    return this.described(this.database.manager, row);
  }

  async list(store: StoreContext, limit: number, cursor: string | undefined): Promise<ManifestPageDto> {
    const { manager } = this.database;
    const rows = await listManifests(manager, store.id, limit + 1, cursor);
    const open = rows.filter(({ closedAt }) => closedAt === null);
    const parcels = await parcelsByCode(
      manager,
      store.id,
      open.flatMap(itemsOf).map((item) => item.shipmentCode),
    );
    return pageOf(
      rows,
      limit,
      (row) => toManifestDto(row, parcels),
      ({ id }) => id,
    );
  }

  private async described(manager: EntityManager, row: ManifestEntity): Promise<ManifestDto> {
    return toManifestDto(row, await parcelsByCode(manager, row.storeId, codesOf(itemsOf(row))));
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
}

const codesOf = (items: ManifestItem[]): string[] => items.map(({ shipmentCode }) => shipmentCode);

/** @throws BadRequestError where a parcel is in it with other AWBs */
function newOnes(present: ManifestItem[], asked: ManifestItem[]): ManifestItem[] {
  const known = new Map(present.map((item) => [item.shipmentCode, item]));
  const errors: FieldError[] = [];
  const further: ManifestItem[] = [];
  asked.forEach((item, i) => {
    const before = known.get(item.shipmentCode);
    if (!before) further.push(item);
    else if (!isDeepStrictEqual(before, item)) {
      const message = 'is in the manifest already, with other contents';
      errors.push({ field: `manifestItems.${i}.shipmentCode`, message });
    }
    known.set(item.shipmentCode, item);
  });
  if (errors.length > 0) throw new BadRequestError(errors);
  return further;
}

/** @throws BadRequestError */
function checkParcels(items: ManifestItem[], parcels: Map<string, ManifestParcel>): void {
  const errors = items.flatMap((item, i): FieldError[] => {
    const parcel = parcels.get(item.shipmentCode);
    const field = `manifestItems.${i}`;
    if (!parcel) {
      return [{ field: `${field}.shipmentCode`, message: `is no shipment here: ${item.shipmentCode}` }];
    }
    if (parcel.orderCode === item.orderCode) return [];
    return [{ field: `${field}.orderCode`, message: `is not the order of shipment ${item.shipmentCode}` }];
  });
  if (errors.length > 0) throw new BadRequestError(errors);
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
