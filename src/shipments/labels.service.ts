import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { ConflictError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { ShippingLabelDto, StoredLabelDto } from './dto/label.dto.js';
import { labelPdf } from './label-file.js';
import { findLabel, holdForLabel, keepLabel } from './labels.repository.js';
import { type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import {
  LabelNotFoundError,
  LabelOutdatedError,
  ParcelVoidError,
  ShipmentNotFoundError,
} from './shipments.errors.js';
import { shipmentByCode, shipmentById } from './shipments.repository.js';
import { ShipmentsService } from './shipments.service.js';

/** Shipping labels: kept here, in Magento, or elsewhere under an address. */
@Injectable()
export class LabelsService {
  constructor(
    private readonly database: DataSource,
    private readonly shipments: ShipmentsService,
  ) {}

  /**
   * Takes the place of the label that the parcel had.
   * @throws ShipmentNotFoundError, ParcelVoidError, ConflictError, LabelTooLargeError, BadRequestError, MagentoError
   */
  async store(
    store: StoreContext,
    { shipmentCode, file }: { shipmentCode: string; file: Buffer },
    caller: Caller,
  ): Promise<StoredLabelDto> {
    const pdf = await labelPdf(file);
    const { id } = await this.parcel(store, shipmentCode);
    return this.database.transaction(async (manager) => {
      const parcel = await holdForLabel(manager, id);
      if (!parcel) throw new ShipmentNotFoundError(shipmentCode);
      if (parcel.void) throw new ParcelVoidError(shipmentCode);
      if (parcel.erased) {
        throw new ConflictError(
          `The customer of shipment ${shipmentCode} was erased: its label bears the name.`,
        );
      }
      const row = (await shipmentById(manager, id))!;
      await keepLabel(manager, id, {
        file: pdf,
        fileHash: createHash('sha256').update(file).digest('hex'),
        trackNumber: row.tracks[0]?.trackNumber ?? null,
        requestedBy: caller.clientId,
        requestId: caller.requestId,
      });
      const label = (await findLabel(manager, id))!;
      return {
        shipmentCode: row.shipment_code,
        awbNumber: label.trackNumber,
        bytes: label.file.length,
        storedAt: label.createdAt.toISOString(),
        storedBy: label.requestedBy,
      };
    });
  }

  /**
   * What was stored here, else Magento's, else an address.
   * @throws ShipmentNotFoundError, ParcelVoidError, LabelNotFoundError, LabelOutdatedError, MagentoError
   */
  async get(store: StoreContext, shipmentCode: string): Promise<ShippingLabelDto> {
    const { manager } = this.database;
    const ours = await shipmentByCode(manager, store.id, shipmentCode);
    if (ours) {
      const kept = await this.stored(ours);
      if (kept) return kept;
    }
    const { row, shipment } = await this.shipments.find(store, shipmentCode);
    if (row && !ours) {
      const kept = await this.stored(row);
      if (kept) return kept;
    }
    const [track] = shipment?.tracks ?? [];
    const label = {
      awbNumber: row?.tracks[0]?.trackNumber ?? track?.track_number ?? null,
      transporter: row?.tracks[0]?.title ?? track?.title ?? null,
    };
    if (shipment?.shipping_label) return { ...label, shippingLabel: shipment.shipping_label };
    if (row?.label_url) return { ...label, shippingLabelUrl: row.label_url };
    throw new LabelNotFoundError(shipmentCode);
  }

  /** A parcel that leaves under an AWB with the label of another one arrives nowhere. @throws LabelOutdatedError */
  private async stored(row: ShipmentRow): Promise<ShippingLabelDto | undefined> {
    if (row.sync_state === ShipmentSyncState.Void) throw new ParcelVoidError(row.shipment_id);
    const label = await findLabel(this.database.manager, row.id);
    if (!label) return undefined;
    const track = row.tracks.find(({ trackNumber }) => trackNumber === label.trackNumber);
    if (label.trackNumber !== null && !track) {
      throw new LabelOutdatedError(row.shipment_code!, label.trackNumber);
    }
    const [first] = row.tracks;
    return {
      awbNumber: (track ?? first)?.trackNumber ?? null,
      transporter: (track ?? first)?.title ?? null,
      shippingLabel: label.file.toString('base64'),
    };
  }

  /** Of those that were packed here. @throws ShipmentNotFoundError, MagentoError */
  private async parcel(store: StoreContext, shipmentCode: string): Promise<ShipmentRow> {
    const ours = await shipmentByCode(this.database.manager, store.id, shipmentCode);
    const row = ours ?? (await this.shipments.find(store, shipmentCode)).row;
    if (!row) throw new ShipmentNotFoundError(shipmentCode);
    return row;
  }
}
