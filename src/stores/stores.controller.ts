import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { CreateStoreDto, StoreCheckDto, StoreDto, UpdateStoreDto } from './dto/store.dto.js';
import { StoreCheckService } from './store-check.service.js';
import { withGroups } from './settings-groups.js';
import { type StoreContext, StoresService } from './stores.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/stores')
export class StoresController {
  constructor(
    private readonly stores: StoresService,
    private readonly checks: StoreCheckService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List stores', description: 'With settings and state, without credentials.' })
  @ApiOkResponse({ type: [StoreDto] })
  async list(): Promise<StoreDto[]> {
    return (await this.stores.all()).map(toDto);
  }

  @Post()
  @ApiOperation({
    summary: 'Connect a store',
    description: 'Polling begins within seconds. Run the check first or right after.',
  })
  @ApiCreatedResponse({ type: StoreDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is missing or wrong.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The code is taken.' })
  async create(@Body() dto: CreateStoreDto, @CurrentCaller() caller: Caller): Promise<StoreDto> {
    return toDto(await this.stores.create(dto, caller));
  }

  @Get(':storeCode')
  @ApiOperation({ summary: 'Get a store', description: 'With settings and state, without credentials.' })
  @ApiOkResponse({ type: StoreDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  async get(@Param('storeCode') storeCode: string): Promise<StoreDto> {
    return toDto(await this.stores.byCode(storeCode));
  }

  @Put(':storeCode')
  @ApiOperation({
    summary: 'Change a store',
    description: 'Settings, connection, credentials, pause and resume.',
  })
  @ApiOkResponse({ type: StoreDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  async update(
    @Param('storeCode') storeCode: string,
    @Body() dto: UpdateStoreDto,
    @CurrentCaller() caller: Caller,
  ): Promise<StoreDto> {
    return toDto(await this.stores.update(storeCode, dto, caller));
  }

  @Delete(':storeCode')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a store',
    description:
      'With all that is kept of it; the audit log stays. Pause it first; it is refused while work is open, and says which.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Work is open.' })
  remove(@Param('storeCode') storeCode: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.stores.remove(storeCode, caller);
  }

  @Post(':storeCode/check')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Check a store',
    description:
      'DNS, TLS, sign-in, each needed right, clock, statuses and release traits, each with what to do.',
  })
  @ApiOkResponse({ type: StoreCheckDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  check(@Param('storeCode') storeCode: string, @CurrentCaller() caller: Caller): Promise<StoreCheckDto> {
    return this.checks.check(storeCode, caller);
  }
}

function toDto(store: StoreContext): StoreDto {
  const { row } = store;
  return {
    code: row.code,
    baseUrl: row.baseUrl,
    storeView: row.storeView,
    authScheme: row.authScheme,
    paused: row.paused,
    settings: withGroups(store.settings),
    traits: row.traits,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
