import { createHmac, type Hmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sameText } from '../same-text.js';
import { textOf } from '../webhook-fields.js';
import { type CourierAuthDto, CourierAuthKind } from './courier.dto.js';

/** A signature shows only when the body has been read. */
export interface OpenSignature {
  hmac: Hmac;
  isRight(): boolean;
}

/** @returns true or false where the headers tell; else what the body is to be run through */
export function judge(
  auth: CourierAuthDto,
  secret: string,
  { headers, query }: Pick<FastifyRequest, 'headers' | 'query'>,
): boolean | OpenSignature {
  const header = (name: string): string => String(headers[name.toLowerCase()] ?? '');
  switch (auth.kind) {
    case CourierAuthKind.Header:
      return sameText(header(auth.header!), (auth.prefix ?? '') + secret);
    case CourierAuthKind.Basic:
      return sameText(header('authorization'), `Basic ${Buffer.from(secret).toString('base64')}`);
    case CourierAuthKind.Query:
      return sameText(textOf((query as Record<string, unknown> | undefined)?.['key']) ?? '', secret);
    case CourierAuthKind.Hmac: {
      const given = header(auth.header!);
      if (given === '') return false;
      const hmac = createHmac(auth.algorithm!, secret.normalize('NFKD'));
      const isRight = (): boolean => sameText(given, (auth.prefix ?? '') + hmac.digest(auth.encoding!));
      return { hmac, isRight };
    }
  }
}
