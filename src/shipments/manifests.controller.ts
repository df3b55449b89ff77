import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
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
import {
  AddToManifestDto,
  CreateManifestDto,
  ManifestDto,
  ManifestPageDto,
  ManifestQueryDto,
} from './dto/manifest.dto.js';
import { manifestPdf } from './manifest-pdf.js';
import { ManifestsService } from './manifests.service.js';

const PDF = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('Manifests')
@ApiExtraModels(ManifestDto)
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
  @ApiOperation({ summary: 'List manifests', description: 'Of the store, the newest first.' })
  @ApiOkResponse({ type: ManifestPageDto })
  list(@Query() query: ManifestQueryDto, @CurrentStore() store: StoreContext): Promise<ManifestPageDto> {
    return this.manifests.list(store, query.limit, query.cursor);
  }

  @Post(':manifestCode/items')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Add parcels to manifest',
    description: 'Until it is closed. What is in it already is not added again.',
  })
  @ApiOkResponse({ type: ManifestDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such manifest in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'It is closed.' })
  add(
    @Param('manifestCode', new CodePipe('manifestCode')) manifestCode: string,
    @Body() dto: AddToManifestDto,
    @CurrentStore() store: StoreContext,
  ): Promise<ManifestDto> {
    return this.manifests.add(store, manifestCode, dto);
  }

  @Post(':manifestCode/close')
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close manifest',
    description:
      'Once: a repeat gets the same answer. It takes no further parcels, and keeps the AWBs that they have now. Void parcels ' +
      'are left out.',
  })
  @ApiOkResponse({ type: ManifestDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such manifest in this store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'All of its parcels are void.' })
  close(
    @Param('manifestCode', new CodePipe('manifestCode')) manifestCode: string,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<ManifestDto> {
    return this.manifests.close(store, manifestCode, caller);
  }

  @Get(':manifestCode')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get manifest',
    description: 'With Accept: application/pdf for the courier to sign.',
  })
  @ApiProduces('application/json', 'application/pdf')
  @ApiOkResponse({
    description: 'The manifest.',
    content: { 'application/json': { schema: { $ref: getSchemaPath(ManifestDto) } }, 'application/pdf': PDF },
  })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such manifest in this store.' })
  async get(
    @Param('manifestCode', new CodePipe('manifestCode')) manifestCode: string,
    @Headers('accept') accept: string | undefined,
    @CurrentStore() store: StoreContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManifestDto | Buffer> {
    const manifest = await this.manifests.get(store, manifestCode);
    const wantsPdf = /application\/pdf/i.test(accept ?? '') && !/application\/json/i.test(accept ?? '');
    return wantsPdf ? asPdf(reply, manifest) : manifest;
  }

  @Get(':manifestCode/manifest.pdf')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get manifest as PDF',
    description: 'For the courier to sign; an open one says so.',
  })
  @ApiOkResponse({ description: 'The manifest.', content: { 'application/pdf': PDF } })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such manifest in this store.' })
  async pdf(
    @Param('manifestCode', new CodePipe('manifestCode')) manifestCode: string,
    @CurrentStore() store: StoreContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return asPdf(reply, await this.manifests.get(store, manifestCode));
  }
}

function asPdf(reply: FastifyReply, manifest: ManifestDto): Promise<Buffer> {
  void reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="manifest-${manifest.manifestCode}.pdf"`);
  return manifestPdf(manifest);
}
