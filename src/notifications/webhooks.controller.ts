import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiSecurity,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentStore } from '../auth/auth.decorators.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { Public } from '../platform/http/public.decorator.js';
import type { StoreContext } from '../stores/stores.service.js';
import { readClickpost } from './clickpost.adapter.js';
import { NotificationSource } from './notification.types.js';
import { NotificationsService } from './notifications.service.js';
import { readShiprocket } from './shiprocket.adapter.js';

/** What aggregators call, with a key that was looked at before (webhooks.parsing.ts); what is kept is answered 200. */
@ApiTags('Webhooks')
@ApiUnauthorizedResponse({ type: ProblemDto, description: 'No such store, or not its key.' })
@Public()
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly notifications: NotificationsService) {}

  @Post('clickpost/:storeCode')
  @HttpCode(200)
  @ApiSecurity('clickpostKey')
  @ApiParam({ name: 'storeCode', schema: { type: 'string' } })
  @ApiBody({ schema: { type: 'object' } })
  @ApiOperation({
    summary: 'ClickPost webhook',
    description:
      '200 once it is stored. A status without a type, and what is malformed, is kept and answered 200.',
  })
  @ApiOkResponse({ description: 'Stored.' })
  async clickpost(
    @CurrentStore() store: StoreContext,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<{ status: string }> {
    const reading = readClickpost(body);
    await this.notifications.acceptWebhook(store, NotificationSource.Clickpost, reading, body, request.id);
    return { status: 'stored' };
  }

  @Post('st/:storeCode')
  @HttpCode(200)
  @ApiSecurity('shiprocketToken')
  @ApiParam({ name: 'storeCode', schema: { type: 'string' } })
  @ApiBody({ schema: { type: 'object' } })
  @ApiOperation({
    summary: 'Shiprocket webhook',
    description:
      'Shiprocket allows neither its own name nor its initials in an address. 200 for whatever is kept.',
  })
  @ApiOkResponse({ description: 'Stored.' })
  async shiprocket(
    @CurrentStore() store: StoreContext,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<{ status: string }> {
    const reading = readShiprocket(body);
    await this.notifications.acceptWebhook(store, NotificationSource.Shiprocket, reading, body, request.id);
    return { status: 'stored' };
  }
}
