import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import { readMode } from '../stores/store-mode.repository.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { NewDelivery } from './delivery-queue.repository.js';
import { DeliveryRoutes } from './delivery-routes.js';
import { DeliverySender } from './delivery-sender.js';
import { recordTest, settleTest } from './delivery-tests.repository.js';
import { DeliveryLease, type EndpointKind, type SendResult, TEST_TYPE } from './delivery.types.js';
import type { EndpointTestDto } from './dto/endpoint.dto.js';
import { missing, subjectOf } from './endpoint-words.js';
import { findEndpoint } from './endpoints.repository.js';
import type { EndpointEntity } from './entities/endpoint.entity.js';

/** Tries an endpoint out: sent once, also where it fails, and never in the line of an order. */
@Injectable()
export class EndpointTestsService {
  constructor(
    private readonly database: DataSource,
    private readonly sender: DeliverySender,
    private readonly routes: DeliveryRoutes,
  ) {}

  /**
   * One signed event, at once, in any state of the endpoint, also of a type that it does not receive.
   * @throws NotFoundError, BadRequestError
   */
  async test(
    store: StoreContext,
    kind: EndpointKind,
    actor: Actor,
    type: string = TEST_TYPE,
  ): Promise<EndpointTestDto> {
    const { test: samples } = this.routes.of(kind);
    if ('refused' in samples) throw BadRequestError.field('kind', samples.refused);
    if (!samples.types.includes(type)) {
      throw BadRequestError.field('type', `must be one of the following values: ${samples.types.join(', ')}`);
    }
    const row = await findEndpoint(this.database.manager, store.id, kind);
    if (!row) throw missing(kind);
    const [id, at] = [randomUUID(), time.date()];
    const orderCode = `TEST-${id}`;
    const { language } = row;
    const body = JSON.stringify(samples.body({ type, storeCode: store.code, orderCode, at, language }));
    const delivery = { id, storeId: store.id, kind, orderCode, eventType: type, body };
    const result = await this.send(row, delivery, at);
    const { status, durationMs, error = null } = result;
    const answer = {
      deliveryId: id,
      ok: error === null,
      webhookId: `msg_${id}`,
      status,
      error,
      durationMs,
    };
    await recordAudit(this.database.manager, actor, {
      action: 'endpoint.test',
      subject: subjectOf(store, kind),
      after: { host: new URL(row.url).host, type, status },
      storeCode: store.code,
      result: answer.ok ? 'ok' : 'failed',
    });
    return answer;
  }

  private async send(endpoint: EndpointEntity, delivery: NewDelivery, at: Date): Promise<SendResult> {
    const { url, secretsKeyId, secretsBox } = endpoint;
    await recordTest(this.database.manager, delivery, at);
    // Before the mode is read: a process that stood still since then sends nothing.
    const lease = new DeliveryLease(time.instant());
    const result = await this.sender.send({
      ...delivery,
      url,
      secretsKeyId,
      secretsBox,
      isTest: true,
      mode: await readMode(this.database.manager, endpoint.storeId),
      lease,
    });
    await settleTest(this.database.manager, delivery.id, result);
    return result;
  }
}
