import { AppError, type FieldError } from '../platform/errors/app-error.js';

/** Meanings: COMMENT on inventory_level.state. */
export enum LevelState {
  Pending = 'PENDING',
  Pushed = 'PUSHED',
  Failed = 'FAILED',
  Shadowed = 'SHADOWED',
}

/** Failures that no repeat cures, besides Magento's own refusals. */
export enum InventoryFailure {
  UnknownSku = 'UNKNOWN_SKU',
  ProductDisabled = 'PRODUCT_DISABLED',
  /** Configurables, bundles and groups have no stock of their own: Magento sets it to 0. */
  NotAStockProduct = 'NOT_A_STOCK_PRODUCT',
  NegativeQuantity = 'NEGATIVE_QUANTITY',
  /** The web server in front of Magento does not pass this SKU in a path. */
  NotAddressable = 'SKU_NOT_ADDRESSABLE',
  Pending = 'PENDING',
}

/** Which of wanted, pushed and Magento's quantity stands alone: see the function's COMMENT. Of inventory_level l and store s. */
export const DIFFERS = `inventory_difference(l.state, l.requested_at, l.pushed_at, l.magento_checked_at, l.quantity,
  (s.settings ->> 'bufferStock')::numeric, l.pushed_quantity, l.magento_quantity)`;

/** More than nothing is left, and no more than the store's threshold; never true where it has none. Of inventory_level l and store s. */
export const LOW_STOCK = `(l.quantity > coalesce((s.settings ->> 'bufferStock')::numeric, 0)
  AND l.quantity <= coalesce((s.settings ->> 'bufferStock')::numeric, 0) + (s.settings ->> 'lowStockThreshold')::numeric)`;

/** What is asked for. */
export interface WantedLevel {
  sku: string;
  sourceCode: string;
  /** By Increff's location; the empty key where none was named. */
  locations: Record<string, number>;
  /** All locations together. */
  quantity: number;
  inStock: boolean | null;
}

/** A claimed row, as a worker needs it. */
export interface ClaimedLevel {
  id: string;
  sku: string;
  sourceCode: string;
  /** Sum of the locations, before the buffer. */
  quantity: number;
  inStock: boolean | null;
  version: string;
  itemId: string | null;
  attempts: number;
  /** An earlier write may still land, or have landed. */
  inDoubt: boolean;
  /** It can land no more: what is written now stays. */
  doubtOver: boolean;
  checkedProduct: boolean;
}

/** What Magento is to be given. */
export interface Target {
  quantity: number;
  /** Null at 0: whether the product is still on sale is Magento's to know, which may take backorders. */
  inStock: boolean | null;
}

/** What was done about a claimed row. */
export interface Written {
  level: ClaimedLevel;
  target: Target;
  /** A write was taken by Magento, not only found to be in place. */
  wrote: boolean;
  itemId: string | null;
  /** Why Magento may not have the value; left out: it has. */
  error?: unknown;
  /** An earlier call of this go, with other rows, may still land on it. */
  mayBeWrittenOver?: true;
}

/** What becomes of a claimed row. */
export interface LevelResult extends Omit<Written, 'error'> {
  state: LevelState;
  /** No answer came: the write may land later. */
  inDoubt: boolean;
  error?: { code: string; message: string };
  /** With PENDING: when to try again. */
  retrySeconds?: number;
  /** The try says something of this SKU, and counts towards giving it up. */
  counts?: boolean;
  /** It was tried often enough: a person should know. */
  gaveUp?: boolean;
}

/** What came of one call to Magento, or of the few into which a refused one was divided. */
export interface PushOutcome {
  written: Written[];
  /** The shop takes no more rows per call than this. */
  limit?: number;
}

const STATUS: Partial<Record<string, number>> = {
  [InventoryFailure.UnknownSku]: 404,
  [InventoryFailure.NegativeQuantity]: 400,
  [InventoryFailure.Pending]: 202,
};

/** A single SKU whose quantity cannot be set. */
export class InventoryRefusedError extends AppError {
  readonly status: number;
  override readonly errors: FieldError[];
  override readonly members: Record<string, unknown>;

  constructor(
    readonly code: string,
    sku: string,
    message: string,
  ) {
    super(message);
    this.status = STATUS[code] ?? 409;
    const field = code === (InventoryFailure.NegativeQuantity as string) ? 'quantity' : 'sku';
    this.errors = [{ field, message }];
    this.members = { channelSkuCode: sku, outcome: 'REFUSED' };
  }
}

/** The flag as asked for, else by what is left; never in stock with nothing. */
export function targetOf(level: { quantity: number; inStock: boolean | null }, bufferStock: number): Target {
  const quantity = Math.max(0, Math.round((level.quantity - bufferStock) * 10_000) / 10_000);
  return {
    quantity,
    inStock: quantity > 0 ? (level.inStock ?? true) : level.inStock === false ? false : null,
  };
}
