import { IsString, MaxLength, MinLength } from 'class-validator';

export class TokenRequestDto {
  /** @example 'increff' */
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  clientId: string;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  clientSecret: string;
}

export class TokenDto {
  accessToken: string;
  /** @example 'Bearer' */
  tokenType: 'Bearer';
  /** Seconds. @example 3600 */
  expiresIn: number;
}
