import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { StoreContext } from './stores.service.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The store that the call is for, as the auth guard found it. */
    store?: StoreContext;
  }
}

export const CurrentStore = createParamDecorator((_: unknown, context: ExecutionContext): StoreContext => {
  const { store } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!store) throw new Error('The route has no resolved store');
  return store;
});
