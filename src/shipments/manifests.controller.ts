import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
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
import { CodePipe } from '../platform/http/code-pipe.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { CreateManifestDto, ManifestDto, ManifestPageDto, ManifestQueryDto } from './dto/manifest.dto.js';
import { ManifestsService } from './manifests.service.js';

@ApiTags('Manifests')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@Controller('manifests')
export class ManifestsController {
  constructor(private readonly manifests: ManifestsService) {}

  @Post()
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Create manifest',
    description: 'Recorded here; Magento has no manifests. The same manifestId gets the same answer.',
  })
  @ApiOkResponse({ type: ManifestDto })
  @ApiConflictResponse({ type: ProblemDto, description: 'The manifestId stands for other contents.' })
  create(
    @Body() dto: CreateManifestDto,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ManifestDto> {
    return this.manifests.create(store, dto, caller);
  }

  @Get()
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({ summary: 'List manifests' })
  @ApiOkResponse({ type: ManifestPageDto })
  list(@Query() query: ManifestQueryDto, @CurrentStore() store: StoreContext): Promise<ManifestPageDto> {
    return this.manifests.list(store, query.limit, query.cursor);
  }

  @Get(':manifestCode')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({ summary: 'Get manifest' })
  @ApiOkResponse({ type: ManifestDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such manifest in this store.' })
  get(
    @Param('manifestCode', new CodePipe('manifestCode')) manifestCode: string,
    @CurrentStore() store: StoreContext,
  ): Promise<ManifestDto> {
    return this.manifests.get(store, manifestCode);
  }
}
