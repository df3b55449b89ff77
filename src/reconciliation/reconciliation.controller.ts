import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { IdPipe, UuidPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import {
  CreateReconciliationDto,
  ReconciliationDetailDto,
  ReconciliationDto,
  RepairDto,
} from './dto/reconciliation.dto.js';
import { ReconciliationsService } from './reconciliations.service.js';
import { RepairsService } from './repairs.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/reconciliations')
export class ReconciliationController {
  constructor(
    private readonly reconciliations: ReconciliationsService,
    private readonly repairs: RepairsService,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Compare with Magento',
    description:
      'Orders of a range, their content, invoices and shipments. Our side is repaired; what Magento lacks is only reported. ' +
      'A write of ours that Magento shows twice is of severity ERROR, with what to do, in each comparison until it is undone. ' +
      'It is done every night for the last seven days; stock has runs of its own.',
  })
  @ApiAcceptedResponse({ type: ReconciliationDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is missing or wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({
    type: ProblemDto,
    description: 'One of this store is under way.',
  })
  create(@Body() dto: CreateReconciliationDto, @CurrentCaller() caller: Caller): Promise<ReconciliationDto> {
    return this.reconciliations.create(dto, caller);
  }

  @Get()
  @ApiOperation({ summary: 'List reconciliations', description: 'The latest hundred, newest first.' })
  @ApiQuery({ name: 'storeCode', required: false, description: 'Only those of this store. Left out: all.' })
  @ApiOkResponse({ type: [ReconciliationDto] })
  list(@Query('storeCode') storeCode?: string): Promise<ReconciliationDto[]> {
    return this.reconciliations.list(storeCode);
  }

  @Get(':reconciliationId')
  @ApiOperation({ summary: 'Get a reconciliation', description: 'With what it found.' })
  @ApiOkResponse({ type: ReconciliationDetailDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such reconciliation.' })
  get(
    @Param('reconciliationId', new UuidPipe('reconciliationId')) reconciliationId: string,
  ): Promise<ReconciliationDetailDto> {
    return this.reconciliations.get(reconciliationId);
  }

  @Post(':reconciliationId/differences/:differenceId/repair')
  @HttpCode(202)
  @ApiOperation({
    summary: "Repair Magento's side",
    description:
      'An invoice or shipment of ours that Magento has lost: it is looked for by its mark, and made again where it is not ' +
      'found. Nothing else is ever changed in Magento for a difference.',
  })
  @ApiAcceptedResponse({ type: RepairDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such difference.' })
  @ApiConflictResponse({
    type: ProblemDto,
    description: 'It was not made through this service, or is repaired already.',
  })
  repair(
    @Param('reconciliationId', new UuidPipe('reconciliationId')) reconciliationId: string,
    @Param('differenceId', new IdPipe('differenceId')) differenceId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<RepairDto> {
    return this.repairs.repair(reconciliationId, differenceId, caller);
  }

  @Post(':reconciliationId/differences/:differenceId/undone')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Say that it is undone in Magento',
    description:
      'For a write that had two effects, once a person has undone the one that is too much. Later comparisons leave it out. ' +
      'Nothing is changed in Magento.',
  })
  @ApiNoContentResponse({ description: 'Noted.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such difference.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Nothing is too much, or it is undone already.' })
  undone(
    @Param('reconciliationId', new UuidPipe('reconciliationId')) reconciliationId: string,
    @Param('differenceId', new IdPipe('differenceId')) differenceId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.repairs.undone(reconciliationId, differenceId, caller);
  }
}
