import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../auth/auth.decorators.js';
import { rowsOf } from '../platform/database/data-source.js';
import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { CreateManifestDto, ManifestDto, ManifestItemDto, ManifestPageDto } from './dto/manifest.dto.js';
import type { ManifestItem } from './shipment.types.js';
import { IdTakenError, ManifestNotFoundError } from './shipments.errors.js';

interface ManifestRow {
  id: string;
  manifest_code: string;
  manifest_id: string | null;
  transporter: string;
  location_code: string;
  items: ManifestItem[];
  created_at: Date;
}

const SELECT = `SELECT id, manifest_code, manifest_id, transporter, location_code, items, created_at FROM manifest`;

/** Manifests are recorded here; Magento has no such thing. */
@Injectable()
export class ManifestsService {
  constructor(private readonly database: DataSource) {}

  /** @throws BadRequestError naming unknown parcels, IdTakenError */
  async create(store: StoreContext, dto: CreateManifestDto, caller: Caller): Promise<ManifestDto> {
    const items = dto.manifestItems.map(toItem);
    return this.database.transaction(async (manager) => {
      await this.checkParcels(manager, store.id, items);
      const [created] = await rowsOf<ManifestRow>(
        manager,
        `WITH next AS (SELECT nextval(pg_get_serial_sequence('manifest', 'id')) AS id)
         INSERT INTO manifest (id, store_id, manifest_code, manifest_id, transporter, location_code, items, requested_by,
                               request_id)
         OVERRIDING SYSTEM VALUE SELECT id, $1, 'M-' || id, $2, $3, $4, $5, $6, $7 FROM next
         ON CONFLICT (store_id, manifest_id) DO NOTHING
         RETURNING id, manifest_code, manifest_id, transporter, location_code, items, created_at`,
        [
          store.id,
          dto.manifestId ?? null,
          dto.transporter,
          dto.locationCode,
          JSON.stringify(items),
          caller.clientId,
          caller.requestId,
        ],
      );
      return toDto(created ?? (await this.repeated(manager, store.id, dto, items)));
    });
  }

  /** @throws ManifestNotFoundError */
  async get(store: StoreContext, manifestCode: string): Promise<ManifestDto> {
    const [row] = await rowsOf<ManifestRow>(
      this.database.manager,
      `${SELECT} WHERE store_id = $1 AND manifest_code = $2`,
      [store.id, manifestCode],
    );
    if (!row) throw new ManifestNotFoundError(manifestCode);
    return toDto(row);
  }

  async list(store: StoreContext, limit: number, cursor: string | undefined): Promise<ManifestPageDto> {
    const rows = await rowsOf<ManifestRow>(
      this.database.manager,
      `${SELECT} WHERE store_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [store.id, cursor ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    return { items: page.map(toDto), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
  }

  /** The same manifestId with the same contents is a repeat. */
  private async repeated(
    manager: EntityManager,
    storeId: number,
    dto: CreateManifestDto,
    items: ManifestItem[],
  ): Promise<ManifestRow> {
    const [row] = await rowsOf<ManifestRow>(manager, `${SELECT} WHERE store_id = $1 AND manifest_id = $2`, [
      storeId,
      dto.manifestId,
    ]);
    const differing = [
      ...(row!.transporter === dto.transporter ? [] : ['transporter']),
      ...(row!.location_code === dto.locationCode ? [] : ['locationCode']),
      ...(isDeepStrictEqual(row!.items, items) ? [] : ['manifestItems']),
    ];
    if (differing.length > 0) throw new IdTakenError('manifestId', dto.manifestId!, differing);
    return row!;
  }

  private async checkParcels(manager: EntityManager, storeId: number, items: ManifestItem[]): Promise<void> {
    const known = await rowsOf<{ order_code: string; shipment_code: string }>(
      manager,
      `SELECT o.entity_id AS order_code, s.shipment_code FROM shipment s JOIN "order" o ON o.id = s.order_id
       WHERE s.store_id = $1 AND s.shipment_code = ANY($2::text[])`,
      [storeId, items.map((item) => item.shipmentCode)],
    );
    const orders = new Map(known.map((row) => [row.shipment_code, row.order_code]));
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

function toDto(row: ManifestRow): ManifestDto {
  return {
    manifestCode: row.manifest_code,
    manifestId: row.manifest_id,
    transporter: row.transporter,
    locationCode: row.location_code,
    manifestItems: row.items.map(({ orderCode, shipmentCode, awbNumber }) => ({
      orderCode,
      shipmentCode,
      awbNumber: awbNumber ?? null,
    })),
    createdAt: row.created_at.toISOString(),
  };
}
