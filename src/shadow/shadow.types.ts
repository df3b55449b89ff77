import type {
  MagentoCreditMemo,
  MagentoInvoice,
  MagentoOrder,
  MagentoShipment,
} from '../magento/magento.types.js';
import type { OperationKind, PlannedRequest } from '../operations/operation.types.js';

/** What Magento shows of a write that was planned and not sent. */
export enum Verdict {
  /** The present integration did the same. */
  Same = 'SAME',
  Different = 'DIFFERENT',
  /** Magento shows nothing of the kind. */
  NotThere = 'NOT_THERE',
  /** Magento could not be asked, or does not show it. */
  NotCompared = 'NOT_COMPARED',
}

/** A write that would have been sent. */
export interface Planned {
  id: string;
  kind: OperationKind;
  orderCode: string;
  createdAt: Date;
  input: Record<string, unknown>;
  /** null: it could not be planned before the store left shadow mode. */
  request: PlannedRequest | null;
}

export interface Compared {
  verdict: Verdict;
  /** What differs, in words. */
  what: string | null;
  /** Magento's document that was compared. */
  magentoId: string | null;
}

/** What Magento shows of one order. */
export interface Shown {
  order: MagentoOrder;
  invoices: MagentoInvoice[];
  shipments: MagentoShipment[];
  creditMemos: MagentoCreditMemo[];
}

/** Done in Magento, and not planned here. */
export interface Extra {
  orderCode: string;
  /** INVOICE, SHIPMENT, REFUND, CANCEL, or ORDER where no write was asked for at all. */
  kind: string;
  magentoId: string | null;
  at: string | null;
  what: string;
}
