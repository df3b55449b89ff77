import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
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
import { UuidPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { OperationDetailDto, OperationDto, toOperationDto } from './dto/operation.dto.js';
import {
  ListOperationsQueryDto,
  OperationPageDto,
  OperationsChangedDto,
  WaitingOperationsDto,
} from './dto/waiting-operations.dto.js';
import { WaitingOperationsService } from './waiting-operations.service.js';

const operationId = new UuidPipe('operationId');

@ApiTags('Operations')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: WaitingOperationsService) {}

  @Get()
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({ summary: 'List operations', description: 'Writes to Magento, the newest first.' })
  @ApiOkResponse({ type: OperationPageDto })
  list(
    @Query() query: ListOperationsQueryDto,
    @CurrentStore() store: StoreContext,
  ): Promise<OperationPageDto> {
    return this.operations.list(store, query);
  }

  @Post('retry')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Retry operations',
    description:
      'All of the filter: those that wait are tried now, those in doubt are looked at now. Of those that FAILED only the ' +
      'operations that need a person: any other was answered to its caller as an error, who may have repeated it since ' +
      '(answeredAsErrors counts them; POST /operations/{operationId}/retry takes one). dryRun only counts.',
  })
  @ApiOkResponse({ type: OperationsChangedDto })
  retryAll(
    @Body() dto: WaitingOperationsDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<OperationsChangedDto> {
    return this.operations.retryAll(store, dto, caller);
  }

  @Post('withdraw')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Withdraw operations',
    description:
      'All of the filter that wait, or FAILED and need a person, are dropped. Any other that FAILED is tried no more by ' +
      'itself, so that there is nothing to drop (answeredAsErrors counts them). dryRun only counts.',
  })
  @ApiOkResponse({ type: OperationsChangedDto })
  withdrawAll(
    @Body() dto: WaitingOperationsDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<OperationsChangedDto> {
    return this.operations.withdrawAll(store, dto, caller);
  }

  @Get(':operationId')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get an operation',
    description: 'A row of the ledger of writes to Magento, with its tries.',
  })
  @ApiOkResponse({ type: OperationDetailDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such operation in this store.' })
  async get(
    @Param('operationId', operationId) id: string,
    @CurrentStore() store: StoreContext,
  ): Promise<OperationDetailDto> {
    return this.operations.detail(store, id);
  }

  @Post(':operationId/retry')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(202)
  @ApiOperation({
    summary: 'Retry an operation',
    description:
      'Tries a write that FAILED again, looks at one in doubt now, or, in a store that is live, sends one that was SHADOWED. ' +
      'A worker does it within seconds.',
  })
  @ApiAcceptedResponse({ type: OperationDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such operation in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'It is settled or under way.' })
  async retry(
    @Param('operationId', operationId) id: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<OperationDto> {
    return toOperationDto(await this.operations.retry(store, id, caller));
  }

  @Post(':operationId/withdraw')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Withdraw an operation',
    description:
      'Drops a write that waits for the worker. One that was sent and may still take effect cannot be withdrawn; an online refund that ' +
      'Magento does not show (`EFFECT_NOT_PROVABLE`) can.',
  })
  @ApiOkResponse({ type: OperationDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such operation in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'It does not wait, or may have had an effect.' })
  async withdraw(
    @Param('operationId', operationId) id: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<OperationDto> {
    return toOperationDto(await this.operations.withdraw(store, id, caller));
  }
}
