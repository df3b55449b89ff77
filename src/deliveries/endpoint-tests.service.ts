import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import type { StoreContext } from '../stores/stores.service.js';
import { DeliveryRoutes } from './delivery-routes.js';
import { DeliverySender } from './delivery-sender.js';
import type { EndpointKind } from './delivery.types.js';
import type { EndpointTestDto } from './dto/endpoint.dto.js';
import { missing, subjectOf } from './endpoint-words.js';
import { findEndpoint } from './endpoints.repository.js';

/** Tries an endpoint out. */
@Injectable()
export class EndpointTestsService {
  constructor(
    private readonly database: DataSource,
    private readonly sender: DeliverySender,
    private readonly routes: DeliveryRoutes,
  ) {}

  /** One signed event of type TEST, at once, in any state of the endpoint. @throws NotFoundError, BadRequestError */
  async test(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<EndpointTestDto> {
    const rule = this.routes.testOf(kind);
    if ('refused' in rule) throw BadRequestError.field('kind', rule.refused);
    const row = await findEndpoint(this.database.manager, store.id, kind);
    if (!row) throw missing(kind);
    const id = randomUUID();
    const result = await this.sender.send({
      id,
      storeId: store.id,
      kind,
      orderCode: 'TEST',
      eventType: 'TEST',
      body: JSON.stringify(rule.body(store.code, time.date())),
      url: row.url,
      secretsKeyId: row.secretsKeyId,
      secretsBox: row.secretsBox,
      lease: { allowsSending: () => true },
    });
    const { status, durationMs, error = null } = result;
    const answer = { ok: error === null, webhookId: `msg_${id}`, status, error, durationMs };
    await recordAudit(this.database.manager, actor, {
      action: 'endpoint.test',
      subject: subjectOf(store, kind),
      after: { host: new URL(row.url).host, status },
      storeCode: store.code,
      result: answer.ok ? 'ok' : 'failed',
    });
    return answer;
  }
}
