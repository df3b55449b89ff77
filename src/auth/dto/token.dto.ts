import { IsString, MaxLength, MinLength } from 'class-validator';

export class TokenRequestDto {
  /** Id of the API client; with Increff's headers it is authUsername. @example 'increff' */
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  clientId: string;

  /** Secret that was shown when the client was made or its secret renewed; there it is authPassword. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  clientSecret: string;
}

export class TokenDto {
  /** JWT to send as `Authorization: Bearer`; ends after expiresIn, or with the client's secret. */
  accessToken: string;
  /** Always Bearer. @example 'Bearer' */
  tokenType: 'Bearer';
  /** Seconds. @example 3600 */
  expiresIn: number;
}
