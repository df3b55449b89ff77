import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type Caller,
  CurrentCaller,
  RequireScope,
  StoreScoped,
} from '../platform/access/access.decorators.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import { Scope } from '../platform/access/scope.js';
import { ApiMagentoErrors, ApiWriteErrors } from '../operations/api-write.decorator.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { LabelsService } from '../shipments/labels.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  CancellationResultDto,
  DocumentQueryDto,
  IncreffInvoiceDto,
  IncreffLabelDto,
  LabelQueryDto,
  PackDto,
  PackResultDto,
  SellerCancellationDto,
} from './dto/standard-forms.dto.js';
import { StandardFormsService } from './standard-forms.service.js';

/** Where Increff's form is the same, its calls go to the other controllers: see docs/increff.md. */
@ApiTags('Increff Standard APIs')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiNotFoundResponse({ type: ProblemDto, description: 'No such order or document in this store.' })
@Controller('increff')
export class StandardFormsController {
  constructor(
    private readonly forms: StandardFormsService,
    private readonly labels: LabelsService,
  ) {}

  @Post('pack')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pack order',
    description: 'Create shipment in the pack form. The same shipmentId gets the same answer.',
  })
  @ApiOkResponse({ type: PackResultDto })
  @ApiWriteErrors()
  pack(
    @Body() dto: PackDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<PackResultDto> {
    return this.forms.pack(store, dto, caller);
  }

  @Put('cancel')
  @RequireScope(Scope.OrdersWrite)
  @ApiOperation({
    summary: 'Seller cancellation',
    description: 'Whole orders only, as Magento has no other; a part is answered with hasError.',
  })
  @ApiOkResponse({ type: CancellationResultDto })
  @ApiWriteErrors()
  cancel(
    @Body() dto: SellerCancellationDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<CancellationResultDto> {
    return this.forms.cancel(store, dto, caller);
  }

  @Get('invoice')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get invoice',
    description: "The order's newest invoice that has lines and stands, live from Magento.",
  })
  @ApiOkResponse({ type: IncreffInvoiceDto })
  @ApiMagentoErrors()
  invoice(@Query() query: DocumentQueryDto, @CurrentStore() store: StoreContext): Promise<IncreffInvoiceDto> {
    return this.forms.invoice(store, query.orderCode);
  }

  @Get('shipping-label')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get shipping label',
    description: 'What was stored here, else live from Magento.',
  })
  @ApiOkResponse({ type: IncreffLabelDto })
  @ApiMagentoErrors()
  label(@Query() query: LabelQueryDto, @CurrentStore() store: StoreContext): Promise<IncreffLabelDto> {
    return this.labels.get(store, query.shipmentCode);
  }
}
