import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { Scope } from '../../platform/access/scope.js';

const STORE_CODE = /^[a-z0-9_-]{1,64}$/i;

export class CreateClientDto {
  /** Id of the client; Increff sends it as authUsername. */
  @Matches(/^[\w.@-]{1,64}$/)
  clientId: string;

  /** What the client may do. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsEnum(Scope, { each: true })
  scopes: Scope[];

  /** Stores the client may touch; left out: all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @Matches(STORE_CODE, { each: true })
  storeCodes?: string[] | null;
}

export class UpdateClientDto {
  /** What the client may do from then on; left out: as before. */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsEnum(Scope, { each: true })
  scopes?: Scope[];

  /** null: all stores. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @Matches(STORE_CODE, { each: true })
  storeCodes?: string[] | null;

  /** False shuts the client out. */
  @OptionalButNotNull()
  @IsBoolean()
  enabled?: boolean;

  /** True makes a new secret, shown in the answer. The old one ends, and with it all tokens and sessions got with it. */
  @OptionalButNotNull()
  @IsBoolean()
  newSecret?: boolean;

  /** With newSecret: how long the old one is good beside it, in minutes, so that callers can change over; 0: not at all. */
  @OptionalButNotNull()
  @IsInt()
  @Min(0)
  @Max(10080)
  oldSecretMinutes?: number;
}

export class ClientDto {
  /** Id of the API client, which signs in with it. */
  clientId: string;
  /** What the client may do. */
  @IsEnum(Scope, { each: true })
  scopes: Scope[];
  /** null: all stores. */
  storeCodes: string[] | null;
  /** False: the client is shut out. */
  enabled: boolean;
  /** When the client was made; ISO 8601, UTC. */
  createdAt: string;
  /** Last change of the client; ISO 8601, UTC. */
  updatedAt: string;
}

export class ClientWithSecretDto extends ClientDto {
  /** Shown this once. */
  clientSecret?: string;
}
