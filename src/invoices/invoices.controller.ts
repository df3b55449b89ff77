import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
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
import { CreateInvoiceDto, InvoiceOutcomeDto, InvoicesDto } from './dto/invoice.dto.js';
import { InvoicesService } from './invoices.service.js';

const orderCodePipe = new IdPipe('orderCode');

@ApiTags('Invoices')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(InvoiceOutcomeDto)
@Controller('orders/:orderCode')
export class InvoicesController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post('invoice')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Create invoice',
    description:
      'The whole order, or the lines given. What is invoiced already answers ALREADY, whoever made the invoice; too ' +
      'large a quantity is REFUSED in the words of Magento. Without an Idempotency-Key the same lines count as a repeat.',
  })
  @ApiWrite(InvoiceOutcomeDto)
  async create(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @Query() query: WriteQueryDto,
    @Body() dto: CreateInvoiceDto,
    @AskedWrite() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InvoiceOutcomeDto | OperationDto | DryRunDto> {
    const result = await this.invoices.create(writeOf(asked, orderCode, query), dto);
    return sendOutcome(result, reply, (operation) => this.invoices.describe(operation));
  }

  @Get('invoices')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get invoice',
    description: "The order's invoices as Magento has them, the shop's own included.",
  })
  @ApiOkResponse({ type: InvoicesDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' })
  @ApiMagentoErrors()
  async list(
    @Param('orderCode', orderCodePipe) orderCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<InvoicesDto> {
    return { items: await this.invoices.list(store, orderCode) };
  }
}
