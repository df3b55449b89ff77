import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
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
  CurrentStore,
  RequireScope,
  StoreScoped,
} from '../auth/auth.decorators.js';
import { Scope } from '../auth/scope.js';
import { UuidPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { OperationDto, toOperationDto } from './dto/operation.dto.js';
import { OperationsService } from './operations.service.js';

@ApiTags('Operations')
@StoreScoped()
@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get(':operationId')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({ summary: 'Get an operation', description: 'A row of the ledger of writes to Magento.' })
  @ApiOkResponse({ type: OperationDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'No UUID.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such operation in this store.' })
  async get(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @CurrentStore() store: StoreContext,
  ): Promise<OperationDto> {
    return toOperationDto(await this.operations.get(store, operationId));
  }

  @Post(':operationId/retry')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(202)
  @ApiOperation({
    summary: 'Retry an operation',
    description:
      'Takes up a write that FAILED anew, or looks at one in doubt now. A worker does it within seconds.',
  })
  @ApiAcceptedResponse({ type: OperationDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'No UUID.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such operation in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'It is settled or under way.' })
  async retry(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<OperationDto> {
    return toOperationDto(await this.operations.retry(store, operationId, caller));
  }
}
