import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiSecurity,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { NotFoundError, UnauthorizedError } from '../platform/errors/app-error.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { Public } from '../platform/http/public.decorator.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { readClickpost } from './clickpost.adapter.js';
import { NotificationSource } from './notification.types.js';
import { NotificationsService } from './notifications.service.js';
import { readShiprocket } from './shiprocket.adapter.js';

/** What aggregators call. Each has one shared secret per store; what is kept is answered 200. */
@ApiTags('Webhooks')
@ApiUnauthorizedResponse({ type: ProblemDto, description: 'No such store, or not its key.' })
@Public()
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly stores: StoresService,
    private readonly notifications: NotificationsService,
  ) {}

  @Post('clickpost/:storeCode')
  @HttpCode(200)
  @ApiSecurity('clickpostKey')
  @ApiBody({ schema: { type: 'object' } })
  @ApiOperation({
    summary: 'ClickPost webhook',
    description:
      '200 once it is stored. A status without a type, and what is malformed, is kept and answered 200.',
  })
  @ApiOkResponse({ description: 'Stored.' })
  async clickpost(
    @Param('storeCode') storeCode: string,
    @Headers('webhook_key') key: string | undefined,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<{ status: string }> {
    const store = await this.authorised(storeCode, key, (secrets) => secrets.clickpostWebhookKey);
    const reading = readClickpost(body);
    await this.notifications.acceptWebhook(store, NotificationSource.Clickpost, reading, body, request.id);
    return { status: 'stored' };
  }

  @Post('st/:storeCode')
  @HttpCode(200)
  @ApiSecurity('shiprocketToken')
  @ApiBody({ schema: { type: 'object' } })
  @ApiOperation({
    summary: 'Shiprocket webhook',
    description:
      'Shiprocket allows neither its own name nor its initials in an address. 200 for whatever is kept.',
  })
  @ApiOkResponse({ description: 'Stored.' })
  async shiprocket(
    @Param('storeCode') storeCode: string,
    @Headers('x-api-key') key: string | undefined,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<{ status: string }> {
    const store = await this.authorised(storeCode, key, (secrets) => secrets.shiprocketWebhookToken);
    const reading = readShiprocket(body);
    await this.notifications.acceptWebhook(store, NotificationSource.Shiprocket, reading, body, request.id);
    return { status: 'stored' };
  }

  private async authorised(
    storeCode: string,
    key: string | undefined,
    expected: (secrets: ReturnType<StoresService['clientSecretsOf']>) => string | undefined,
  ): Promise<StoreContext> {
    const store = await this.stores.byCode(storeCode).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    const secret = store && expected(this.stores.clientSecretsOf(store));
    if (!store || secret === undefined || !sameText(key ?? '', secret)) {
      throw new UnauthorizedError('The key of this webhook is wrong, or the store has none.');
    }
    return store;
  }
}

/** In a time that does not tell how much of it is right. */
function sameText(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
