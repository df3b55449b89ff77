import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../platform/access/access.decorators.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { WriteQueryDto } from './dto/write-query.dto.js';
import type { NewOperation } from './operations.repository.js';
import type { WriteMode } from './operation.types.js';
import { modeOf } from './write-answer.js';

/** Who asks for a write, to which order of which store, and how the answer is to come. */
export interface WriteRequest {
  store: StoreContext;
  /** Magento's entity_id. */
  orderCode: string;
  caller: Caller;
  mode: WriteMode;
  /** The caller's Idempotency-Key. */
  key?: string;
}

/** What headers say of a write. */
export type Asked = Pick<WriteRequest, 'store' | 'caller' | 'key'> & { prefer?: string };

/** For a route with a store, whose headers `Prefer` and `Idempotency-Key` ApiWriteHeaders documents. */
export const AskedWrite = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const { caller, store, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!store) throw new Error('The route has no resolved store');
  const key = headers['idempotency-key'] as string | undefined;
  return { store, caller: caller!, key, prefer: headers['prefer'] as string | undefined };
});

export function writeOf({ prefer, ...asked }: Asked, orderCode: string, query: WriteQueryDto): WriteRequest {
  return { ...asked, orderCode, mode: modeOf(query, prefer) };
}

/** What every operation takes over from its request. */
export function askedBy(
  { store, orderCode, caller }: WriteRequest,
  orderId: string,
): Pick<NewOperation, 'storeId' | 'orderId' | 'requestedBy' | 'requestId'> & { orderCode: string } {
  const { clientId: requestedBy, requestId } = caller;
  return { storeId: store.id, orderId, orderCode, requestedBy, requestId };
}
