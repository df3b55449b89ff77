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
import { AnswerNotKept } from '../platform/idempotency/idempotency.interceptor.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { type Caller, CurrentCaller, RequireScope } from '../platform/access/access.decorators.js';
import { ClientsService } from './clients.service.js';
import { ClientDto, ClientWithSecretDto, CreateClientDto, UpdateClientDto } from './dto/client.dto.js';
import type { ApiClient } from './entities/api-client.entity.js';
import { Scope } from '../platform/access/scope.js';

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/clients')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Get()
  @ApiOperation({ summary: 'List API clients', description: 'With scopes and stores, without secrets.' })
  @ApiOkResponse({ type: [ClientDto] })
  async list(): Promise<ClientDto[]> {
    return (await this.clients.list()).map(toDto);
  }

  @Post()
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Make an API client',
    description: 'The secret is in this answer and nowhere else.',
  })
  @ApiCreatedResponse({ type: ClientWithSecretDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is missing or wrong.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The id is taken.' })
  async create(@Body() dto: CreateClientDto, @CurrentCaller() caller: Caller): Promise<ClientWithSecretDto> {
    const { client, secret } = await this.clients.create(dto, caller);
    return { ...toDto(client), clientSecret: secret };
  }

  @Put(':clientId')
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Change an API client, or give it a new secret',
    description: 'What is left out stays. A new secret is in this answer alone.',
  })
  @ApiOkResponse({ type: ClientWithSecretDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is wrong.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such client.' })
  async update(
    @Param('clientId') clientId: string,
    @Body() dto: UpdateClientDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ClientWithSecretDto> {
    const { client, secret } = await this.clients.update(clientId, dto, caller);
    return { ...toDto(client), ...(secret === undefined ? {} : { clientSecret: secret }) };
  }

  @Delete(':clientId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a client',
    description: 'Refused while writes that it asked for are open.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such client.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Writes are open.' })
  remove(@Param('clientId') clientId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.clients.remove(clientId, caller);
  }
}

function toDto(client: ApiClient): ClientDto {
  return {
    clientId: client.id,
    scopes: client.scopes,
    storeCodes: client.storeCodes,
    enabled: client.enabled,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
  };
}
