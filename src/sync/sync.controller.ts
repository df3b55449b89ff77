import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { UuidPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import {
  BackfillDto,
  CreateBackfillDto,
  ListRunsQueryDto,
  StartedRunDto,
  SyncRunDto,
} from './dto/sync.dto.js';
import { STREAM_NAMES } from './streams.js';
import { SyncAdminService } from './sync-admin.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('admin')
export class SyncController {
  constructor(private readonly sync: SyncAdminService) {}

  @Get('sync/runs')
  @ApiOperation({ summary: 'List polling runs', description: 'Newest first.' })
  @ApiOkResponse({ type: [SyncRunDto] })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  listRuns(@Query() query: ListRunsQueryDto): Promise<SyncRunDto[]> {
    return this.sync.listRuns(query);
  }

  @Post('sync/:storeCode/:stream/run')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Run a stream now',
    description: 'Without waiting for its next turn. How it goes stands in `GET /admin/sync/runs`.',
  })
  @ApiParam({ name: 'stream', enum: STREAM_NAMES })
  @ApiAcceptedResponse({ type: StartedRunDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The stream is running already.' })
  startRun(
    @Param('storeCode') storeCode: string,
    @Param('stream') stream: string,
    @CurrentCaller() caller: Caller,
  ): Promise<StartedRunDto> {
    return this.sync.startRun(storeCode, stream, caller);
  }

  @Post('sync/:storeCode/rebuild')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Build the copy of a store again',
    description: 'Reads all its orders from Magento; acknowledgements, operations and the timeline are kept.',
  })
  @ApiAcceptedResponse({ type: BackfillDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiServiceUnavailableResponse({ type: ProblemDto, description: 'The store is paused.' })
  rebuild(@Param('storeCode') storeCode: string, @CurrentCaller() caller: Caller): Promise<BackfillDto> {
    return this.sync.rebuild(storeCode, caller);
  }

  @Post('backfills')
  @ApiOperation({
    summary: 'Read a range of orders again',
    description: 'Resumable and paced; a worker begins within seconds.',
  })
  @ApiCreatedResponse({ type: BackfillDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  createBackfill(@Body() dto: CreateBackfillDto, @CurrentCaller() caller: Caller): Promise<BackfillDto> {
    return this.sync.createBackfill(dto, caller);
  }

  @Get('backfills/:backfillId')
  @ApiOperation({ summary: 'Get a backfill', description: 'How far it has come.' })
  @ApiOkResponse({ type: BackfillDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such backfill.' })
  backfill(@Param('backfillId', new UuidPipe('backfillId')) backfillId: string): Promise<BackfillDto> {
    return this.sync.backfill(backfillId);
  }
}
