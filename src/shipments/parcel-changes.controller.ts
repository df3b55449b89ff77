import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBadRequestResponse, ApiExtraModels, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequireScope, StoreScoped } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { ApiWrite } from '../operations/api-write.decorator.js';
import type { DryRunDto, OperationDto } from '../operations/dto/operation.dto.js';
import { WriteQueryDto } from '../operations/dto/write-query.dto.js';
import type { Operation } from '../operations/operation.types.js';
import type { DryRun } from '../operations/operations.service.js';
import { sendOutcome } from '../operations/write-answer.js';
import { type Asked, AskedWrite, writeOf } from '../operations/write-request.js';
import { CodePipe } from '../platform/http/code-pipe.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { ChangeTrackDto, ParcelChangeOutcomeDto, RepackDto } from './dto/parcel-change.dto.js';
import { ParcelChangesService } from './parcel-changes.service.js';

type Answer = ParcelChangeOutcomeDto | OperationDto | DryRunDto;

const shipmentCodePipe = new CodePipe('shipmentCode');

@ApiTags('Shipments')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(ParcelChangeOutcomeDto)
@Controller()
export class ParcelChangesController {
  constructor(private readonly changes: ParcelChangesService) {}

  @Post('shipments/:shipmentCode/tracks')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give a parcel another courier or AWB',
    description:
      'Of a packed parcel, before or after its handover. Where Magento has its shipment, the new track is added there and ' +
      'the old one is removed: see following. Events with the old AWB still find the order. A repeat answers ALREADY.',
  })
  @ApiWrite(ParcelChangeOutcomeDto)
  async changeTrack(
    @Param('shipmentCode', shipmentCodePipe) shipmentCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: ChangeTrackDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { orderCode: _unknown, ...write } = writeOf(asked, '', query);
    return this.answer(await this.changes.changeTrack(write, shipmentCode, dto), reply);
  }

  @Post('shipments/:shipmentCode/void')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make a parcel void',
    description:
      'Before its handover; its goods can be packed again under another shipmentId, and its AWB is free. DEGRADED where ' +
      'Magento has a shipment of it: the REST interface deletes none, so its tracks are removed, and a comment is added.',
  })
  @ApiWrite(ParcelChangeOutcomeDto)
  async makeVoid(
    @Param('shipmentCode', shipmentCodePipe) shipmentCode: string,
    @Query() query: WriteQueryDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { orderCode: _unknown, ...write } = writeOf(asked, '', query);
    return this.answer(await this.changes.makeVoid(write, shipmentCode), reply);
  }

  @Post('orders/:orderCode/repack')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Repack parcels',
    description:
      'Moves lines between packed parcels of an order before their handover: says what each of them holds from then on. ' +
      'An emptied parcel becomes void. REFUSED where Magento has a shipment of one already. A repeat answers ALREADY.',
  })
  @ApiWrite(ParcelChangeOutcomeDto)
  async repack(
    @Param('orderCode', new IdPipe('orderCode')) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: RepackDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    return this.answer(await this.changes.repack(writeOf(asked, orderCode, query), dto), reply);
  }

  private answer(result: Operation | DryRun, reply: FastifyReply): Answer | Promise<ParcelChangeOutcomeDto> {
    return sendOutcome(result, reply, (operation) => this.changes.describe(operation));
  }
}
