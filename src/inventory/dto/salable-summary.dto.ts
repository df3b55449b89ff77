import { IsEnum } from 'class-validator';
import { NoSalable } from '../../magento/salable.client.js';

/** How what was pushed compares with what Magento still sells, in one run. */
export class SalableSummaryDto {
  /** SKUs that were compared, those of longest ago first. */
  checked: number;
  /** How many of them differ, by what it comes of: OPEN_ORDERS, STOCK, UNEXPLAINED. @example { "OPEN_ORDERS": 2 } */
  differing: Record<string, number>;
  /** SKUs that Magento showed nothing readable of; message has the first reason. */
  unread: number;
  /** Why none, or no further one, was compared: NOT_INSTALLED, MISSING_RIGHT, or NO_STOCK of the website. */
  @IsEnum(NoSalable)
  skipped: NoSalable | null;
  /** What ended it early, or why a SKU was not read. */
  message: string | null;
}
