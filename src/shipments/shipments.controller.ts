import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequireScope, StoreScoped } from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ApiMagentoErrors, ApiWrite } from '../operations/api-write.decorator.js';
import type { DryRunDto, OperationDto } from '../operations/dto/operation.dto.js';
import { WriteQueryDto } from '../operations/dto/write-query.dto.js';
import { sendOutcome } from '../operations/write-answer.js';
import { type Asked, AskedWrite, writeOf } from '../operations/write-request.js';
import { CodePipe } from '../platform/http/code-pipe.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { CreateShipmentDto, ShipmentDto, ShipmentOutcomeDto } from './dto/shipment.dto.js';
import { ShipmentsService } from './shipments.service.js';

@ApiTags('Shipments')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(ShipmentOutcomeDto)
@Controller()
export class ShipmentsController {
  constructor(private readonly shipments: ShipmentsService) {}

  @Post('orders/:orderCode/shipments')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Create shipment',
    description:
      "Increff's pack form. The same shipmentId gets the same answer; with other contents it answers 409. More than the " +
      'order has left is REFUSED, nothing is cut silently. By default the parcel is recorded here, and Magento gets its ' +
      "shipment, with the tracks, at handover; the store's setting shipmentMode says otherwise.",
  })
  @ApiWrite(ShipmentOutcomeDto)
  @ApiConflictResponse({
    type: ProblemDto,
    description: 'REFUSED, or the shipmentId stands for other contents.',
  })
  async create(
    @Param('orderCode', new IdPipe('orderCode')) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: CreateShipmentDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShipmentOutcomeDto | OperationDto | DryRunDto> {
    const result = await this.shipments.create(writeOf(asked, orderCode, query), dto);
    return sendOutcome(result, reply, (operation) => this.shipments.describe(operation));
  }

  @Get('shipments/:shipmentCode')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get shipment',
    description: 'One that was made here, or any that Magento has of an order of this store.',
  })
  @ApiOkResponse({ type: ShipmentDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such shipment in this store.' })
  @ApiMagentoErrors()
  get(
    @Param('shipmentCode', new CodePipe('shipmentCode')) shipmentCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<ShipmentDto> {
    return this.shipments.get(store, shipmentCode);
  }
}
