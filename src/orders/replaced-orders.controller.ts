import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { StoresService } from '../stores/stores.service.js';
import { DecidedOrdersDto, DecideOrdersDto } from './dto/decide-orders.dto.js';
import { ReplacedOrdersService } from './replaced-orders.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('admin')
export class ReplacedOrdersController {
  constructor(
    private readonly stores: StoresService,
    private readonly replaced: ReplacedOrdersService,
  ) {}

  @Post('stores/:storeCode/orders/decide')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say which orders these are',
    description:
      'For orders that are parked because Magento shows another number or creation time under their code, e.g. after it ' +
      'was installed again. They are neither changed nor written to until then. Decides what is parked at the moment: ' +
      'repeat it until bridge_orders_disputed is 0.',
  })
  @ApiOkResponse({ type: DecidedOrdersDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  async decide(
    @Param('storeCode') storeCode: string,
    @Body() dto: DecideOrdersDto,
    @CurrentCaller() caller: Caller,
  ): Promise<DecidedOrdersDto> {
    const store = await this.stores.byCode(storeCode);
    return this.replaced.decide(store, dto.decision, dto.orderCodes, caller);
  }
}
