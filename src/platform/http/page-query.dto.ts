import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { toNumber } from './to-number.js';

/** The query of lists that are paged by the id of their last row. */
export class PageQueryDto {
  /** Rows per page. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** nextCursor of the page before. */
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'must be the nextCursor of a page' })
  cursor?: string;
}
