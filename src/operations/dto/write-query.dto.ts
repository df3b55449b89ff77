import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { toBoolean } from '../../platform/http/to-boolean.js';

export class WriteQueryDto {
  /** True shows the request that Magento would get, and sends nothing. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  dryRun: boolean = false;
}
