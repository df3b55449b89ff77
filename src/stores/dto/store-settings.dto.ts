import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';

/** No comma: Magento's `in` filter could not carry it. */
const STATUS_CODE = /^[a-z0-9_]{1,32}$/i;

/** How one store is synchronised. Every setting has a default; only differences are stored. */
export class StoreSettings {
  /** Order statuses that Increff is to fetch. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(STATUS_CODE, { each: true })
  statusesToFetch: string[] = ['pending', 'processing'];

  /** Statuses that mean: cancelled. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(STATUS_CODE, { each: true })
  cancelStatuses: string[] = ['canceled'];

  /** Statuses of the safety sweep that asks without a time window. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(STATUS_CODE, { each: true })
  pendingStatuses: string[] = ['pending', 'processing'];

  /** Status that an acknowledged order gets where Magento allows it; null for a plain comment. */
  @IsOptional()
  @Matches(STATUS_CODE)
  acknowledgeStatus: string | null = 'processing';

  /** Payment methods (`payment.method`) that are cash on delivery. */
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^[\w-]{1,128}$/, { each: true })
  codMethods: string[] = ['cashondelivery'];

  /** Days from order to dispatch. */
  @IsInt()
  @Min(0)
  @Max(365)
  slaDays: number = 2;

  /** Orders created before are kept but not passed on; null for no limit. */
  @IsOptional()
  @IsInstant()
  startDate: string | null = null;

  /** Seconds between polls; null for the service's POLL_INTERVAL_SECONDS. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(86400)
  pollIntervalSeconds: number | null = null;

  /** How far back each poll looks again, for orders that were committed late. */
  @IsInt()
  @Min(0)
  @Max(86400)
  overlapSeconds: number = 600;

  /** Orders per page asked of Magento. */
  @IsInt()
  @Min(1)
  @Max(300)
  pageSize: number = 100;
}
