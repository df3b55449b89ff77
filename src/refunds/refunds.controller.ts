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
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { CreateRefundDto, CreditMemosDto, RefundOutcomeDto } from './dto/refund.dto.js';
import { RefundsService } from './refunds.service.js';

const orderCodePipe = new IdPipe('orderCode');

@ApiTags('Refunds')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(RefundOutcomeDto)
@Controller('orders/:orderCode')
export class RefundsController {
  constructor(private readonly refunds: RefundsService) {}

  @Post('refunds')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give money back',
    description:
      'Makes a credit memo: of lines, of the rest that will never ship (openRest), or of shipping cost and adjustments alone. The ' +
      'same refundId gives the money back once; with other contents it answers 409. More than is left is REFUSED, and so is an ' +
      'order that is not invoiced. With online the payment method pays; where nobody can tell whether it did, the operation stays ' +
      'in doubt until Magento shows the credit memo, or a person withdraws it.',
  })
  @ApiWrite(RefundOutcomeDto)
  @ApiConflictResponse({
    type: ProblemDto,
    description: 'REFUSED, or the refundId stands for other contents.',
  })
  async create(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: CreateRefundDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RefundOutcomeDto | OperationDto | DryRunDto> {
    const result = await this.refunds.create(writeOf(asked, orderCode, query), dto);
    return sendOutcome(result, reply, (operation) => this.refunds.describe(operation));
  }

  @Get('refunds')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get credit memos',
    description: "The order's credit memos as Magento has them, the shop's own included.",
  })
  @ApiOkResponse({ type: CreditMemosDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' })
  @ApiMagentoErrors()
  async list(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<CreditMemosDto> {
    return { items: await this.refunds.list(store, orderCode) };
  }
}
