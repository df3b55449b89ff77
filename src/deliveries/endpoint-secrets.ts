import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { contextOf } from './delivery-sender.js';
import type { EndpointKind, EndpointSecrets } from './delivery.types.js';
import { lockAllEndpoints, saveEndpoint } from './endpoints.repository.js';
import type { EndpointEntity } from './entities/endpoint.entity.js';

/** Headers and signing secrets of endpoints, which are kept sealed. */
@Injectable()
export class SealedSecrets {
  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
  ) {}

  open(row: EndpointEntity): EndpointSecrets {
    return this.box.open({ keyId: row.secretsKeyId, box: row.secretsBox }, contextOf(row.storeId, row.kind));
  }

  seal(
    storeId: number,
    kind: EndpointKind,
    secrets: EndpointSecrets,
  ): Pick<EndpointEntity, 'secretsKeyId' | 'secretsBox'> {
    const { keyId, box } = this.box.seal(secrets, contextOf(storeId, kind));
    return { secretsKeyId: keyId, secretsBox: box };
  }

  /**
   * Of an endpoint with an address of its own.
   * @param made its signing secret, where it has none
   * @throws BadRequestError where its headers are for another host
   */
  forAddress(
    own: EndpointEntity | undefined,
    { headers }: { headers?: Record<string, string> },
    url: string,
    made: { secret: string },
  ): EndpointSecrets {
    if (!own) return { headers: headers ?? {}, signing: [made] };
    const before = this.open(own);
    if (headers) return { ...before, headers };
    keepHeadersAtHome(own.url, url, before);
    return before;
  }

  /** Seals every secret again under the current key. @returns how many rows were under another one */
  async resealAll(actor: Actor): Promise<number> {
    return this.database.transaction(async (manager) => {
      const rows = await lockAllEndpoints(manager);
      const stale = rows.filter((row) => row.secretsKeyId !== this.box.currentKeyId);
      for (const row of stale) {
        Object.assign(row, this.seal(row.storeId, row.kind, this.open(row)));
        await saveEndpoint(manager, row);
        const subject = `endpoint:${row.storeId}:${row.kind}`;
        await recordAudit(manager, actor, {
          action: 'endpoint.reseal',
          subject,
          after: { keyId: row.secretsKeyId },
        });
      }
      return stale.length;
    });
  }
}

/** Headers hold secrets for the host that they were given for. @throws BadRequestError */
function keepHeadersAtHome(before: string, now: string, { headers }: EndpointSecrets): void {
  if (Object.keys(headers).length === 0 || new URL(before).origin === new URL(now).origin) return;
  throw BadRequestError.field(
    'headers',
    'must be given again, because url is on another host; {} sends none',
  );
}
