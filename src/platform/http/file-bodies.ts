import { RouteConfig } from '@nestjs/platform-fastify';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesFiles?: boolean;
  }
}

/** Files that are taken as the body itself, beside JSON. */
export const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg'];
/** A file of 2 MiB in base64, and what stands around it. */
const FILE_BODY_LIMIT = 3 * 1024 * 1024;

/** The route takes a file as its body, or one in base64 in JSON: both may be longer than other bodies. */
export const TakesFiles = (): MethodDecorator => RouteConfig({ takesFiles: true });

export function takesFiles({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return routeOptions.config.takesFiles === true;
}

/** Other routes refuse these types as they refuse any that they do not know. */
export function takeFiles(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.takesFiles) route.bodyLimit = FILE_BODY_LIMIT;
  });
  fastify.addContentTypeParser(FILE_TYPES, { parseAs: 'buffer' }, (request, body, done) => {
    if (takesFiles(request)) return done(null, body);
    const { FST_ERR_CTP_INVALID_MEDIA_TYPE: Refused } = errorCodes;
    done(new Refused(request.headers['content-type'] ?? ''), undefined);
  });
}
