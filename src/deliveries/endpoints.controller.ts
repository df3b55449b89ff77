import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { Scope } from '../platform/access/scope.js';
import { AnswerNotKept } from '../platform/idempotency/idempotency.interceptor.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { StoresService } from '../stores/stores.service.js';
import {
  EndpointDto,
  EndpointSecretDto,
  EndpointTestDto,
  EndpointTestQueryDto,
  PutEndpointDto,
} from './dto/endpoint.dto.js';
import { EndpointKindPipe } from './endpoint-kind.pipe.js';
import { EndpointTestsService } from './endpoint-tests.service.js';
import { EndpointsService } from './endpoints.service.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@ApiNotFoundResponse({ type: ProblemDto, description: 'No such store, or no such endpoint.' })
@Controller('admin/stores/:storeCode/endpoints')
export class EndpointsController {
  constructor(
    private readonly stores: StoresService,
    private readonly endpoints: EndpointsService,
    private readonly tests: EndpointTestsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List endpoints',
    description: 'Where pushes to the merchant go, and how that fares.',
  })
  @ApiOkResponse({ type: [EndpointDto] })
  async list(@Param('storeCode') storeCode: string): Promise<EndpointDto[]> {
    return this.endpoints.list(await this.stores.byCode(storeCode));
  }

  @Put(':kind')
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Set an endpoint',
    description:
      'Its address, what it receives and how. The answer to a new endpoint has its signing secret, this once. Waiting deliveries are sent.',
  })
  @ApiOkResponse({ type: EndpointSecretDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is wrong, or the address is private.' })
  async put(
    @Param('storeCode') storeCode: string,
    @Param('kind', EndpointKindPipe) kind: string,
    @Body() dto: PutEndpointDto,
    @CurrentCaller() caller: Caller,
  ): Promise<EndpointSecretDto> {
    return this.endpoints.put(await this.stores.byCode(storeCode), kind, dto, caller);
  }

  @Delete(':kind')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an endpoint', description: 'Refused while deliveries wait for it.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Deliveries wait for it.' })
  async remove(
    @Param('storeCode') storeCode: string,
    @Param('kind', EndpointKindPipe) kind: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.endpoints.remove(await this.stores.byCode(storeCode), kind, caller);
  }

  @Post(':kind/rotate-secret')
  @HttpCode(200)
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Rotate the signing secret',
    description: 'The new one is shown this once; for 24 hours every delivery is signed with both.',
  })
  @ApiOkResponse({ type: EndpointSecretDto })
  async rotate(
    @Param('storeCode') storeCode: string,
    @Param('kind', EndpointKindPipe) kind: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EndpointSecretDto> {
    return this.endpoints.rotateSecret(await this.stores.byCode(storeCode), kind, caller);
  }

  @Post(':kind/test')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send a signed test event',
    description:
      'Once, now, in any state of the endpoint: a sample of the type. Header `bridge-test` is `true`, and its order code begins with `TEST-`. It is recorded as a delivery in state TEST.',
  })
  @ApiOkResponse({ type: EndpointTestDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'There is no sample of this type.' })
  async test(
    @Param('storeCode') storeCode: string,
    @Param('kind', EndpointKindPipe) kind: string,
    @Query() { type }: EndpointTestQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<EndpointTestDto> {
    return this.tests.test(await this.stores.byCode(storeCode), kind, caller, type);
  }

  @Post(':kind/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enable an endpoint', description: 'Its waiting deliveries are sent.' })
  @ApiOkResponse({ type: EndpointDto })
  async enable(
    @Param('storeCode') storeCode: string,
    @Param('kind', EndpointKindPipe) kind: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EndpointDto> {
    return this.endpoints.enable(await this.stores.byCode(storeCode), kind, caller);
  }

  @Post(':kind/disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Disable an endpoint', description: 'Its deliveries wait.' })
  @ApiOkResponse({ type: EndpointDto })
  async disable(
    @Param('storeCode') storeCode: string,
    @Param('kind', EndpointKindPipe) kind: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EndpointDto> {
    return this.endpoints.disable(await this.stores.byCode(storeCode), kind, caller);
  }
}
