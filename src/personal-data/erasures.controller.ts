import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { UuidPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { AnswerNotKept } from '../platform/idempotency/idempotency.interceptor.js';
import { CreateErasureDto, ErasureDetailDto, ErasureDto } from './dto/erasure.dto.js';
import { ErasuresService } from './erasures.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/erasures')
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @Post()
  @HttpCode(200)
  // A key would keep a hash of the e-mail; a repeat does no harm.
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Erase a customer',
    description:
      'Removes name, addresses, e-mail and telephone from orders and all that hangs on them; money, quantities and what was ' +
      'done stay. It holds for orders created before: no poll, refresh, backfill or rebuild brings the data back. An order ' +
      'that is still open, as one to be shipped, is erased in the night after nothing of it is open any more; see ' +
      'waitingOrders. It may be repeated. An Idempotency-Key has no effect.',
  })
  @ApiOkResponse({ type: ErasureDetailDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is missing or wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({
    type: ProblemDto,
    description: 'Orders are being written without a pause; try again.',
  })
  create(@Body() dto: CreateErasureDto, @CurrentCaller() caller: Caller): Promise<ErasureDetailDto> {
    return this.erasures.create(dto, caller);
  }

  @Get()
  @ApiOperation({
    summary: 'List erasures',
    description: 'The latest hundred, newest first. A customer is named by a keyed hash of the e-mail only.',
  })
  @ApiOkResponse({ type: [ErasureDto] })
  list(): Promise<ErasureDto[]> {
    return this.erasures.list();
  }

  @Get(':erasureId')
  @ApiOperation({ summary: 'Get an erasure', description: 'With the orders that it still waits for.' })
  @ApiOkResponse({ type: ErasureDetailDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such erasure.' })
  get(@Param('erasureId', new UuidPipe('erasureId')) erasureId: string): Promise<ErasureDetailDto> {
    return this.erasures.get(erasureId);
  }
}
