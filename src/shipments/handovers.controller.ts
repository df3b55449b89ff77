import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBadRequestResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Caller,
  CurrentCaller,
  RequireScope,
  StoreScoped,
} from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ApiWrite } from '../operations/api-write.decorator.js';
import type { DryRunDto, OperationDto } from '../operations/dto/operation.dto.js';
import { WriteQueryDto } from '../operations/dto/write-query.dto.js';
import { sendOutcome } from '../operations/write-answer.js';
import { type Asked, AskedWrite, writeOf } from '../operations/write-request.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  HandoverOrderDto,
  HandoverOutcomeDto,
  HandoversDto,
  HandoversResultDto,
} from './dto/handover.dto.js';
import { HandoversService } from './handovers.service.js';

@ApiTags('Shipments')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(HandoverOutcomeDto)
@Controller()
export class HandoversController {
  constructor(private readonly handovers: HandoversService) {}

  @Post('orders/:orderCode/handover')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Handover',
    description:
      "The order's parcels that are not handed over yet, each as one shipment in Magento; of an order without parcels " +
      'here, everything that is left. Repeats, and goods that are shipped already, answer ALREADY. What keeps the order ' +
      'from being complete stands in stillOpen and detail.',
  })
  @ApiWrite(HandoverOutcomeDto)
  async handOver(
    @Param('orderCode', new IdPipe('orderCode')) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: HandoverOrderDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandoverOutcomeDto | OperationDto | DryRunDto> {
    const result = await this.handovers.handOver(writeOf(asked, orderCode, query), dto);
    return sendOutcome(result, reply, (operation) => this.handovers.describe(operation));
  }

  @Post('handovers')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand over several parcels',
    description: "Increff's form, up to 200 parcels. Each stands for itself: see results.",
  })
  @ApiOkResponse({ type: HandoversResultDto })
  handOverAll(
    @Body() dto: HandoversDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<HandoversResultDto> {
    return this.handovers.handOverAll(store, dto.handoverItems, caller);
  }
}
