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
import { IdPipe } from '../platform/http/parameter-pipes.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { AnswerNotKept } from '../platform/idempotency/idempotency.interceptor.js';
import { AlertChannelsService } from './alert-channels.service.js';
import {
  AlertChannelDto,
  AlertChannelSecretDto,
  AlertTestDto,
  ChangeAlertChannelDto,
  CreateAlertChannelDto,
} from './dto/alert-channel.dto.js';

const ID = new IdPipe('channelId');

@ApiTags('Administration')
@RequireScope(Scope.Admin)
@Controller('admin/alert-channels')
export class AlertChannelsController {
  constructor(private readonly channels: AlertChannelsService) {}

  @Get()
  @ApiOperation({
    summary: 'List alert channels',
    description: 'Who hears of problems, by which rules, and how that fares.',
  })
  @ApiOkResponse({ type: [AlertChannelDto] })
  list(): Promise<AlertChannelDto[]> {
    return this.channels.list();
  }

  @Post()
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Add an alert channel',
    description:
      'It hears of the problems that there are, and from then on when one begins, grows to twice as many, or is over. The answer to ' +
      'a WEBHOOK has its signing secret, this once.',
  })
  @ApiCreatedResponse({ type: AlertChannelSecretDto })
  @ApiBadRequestResponse({
    type: ProblemDto,
    description: 'A field is wrong, the address is private, or e-mail is not set up (SMTP_URL).',
  })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Another channel has this name.' })
  create(
    @Body() dto: CreateAlertChannelDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertChannelSecretDto> {
    return this.channels.create(dto, caller);
  }

  @Get(':channelId')
  @ApiOperation({ summary: 'Get an alert channel', description: 'With its rules and its last result.' })
  @ApiOkResponse({ type: AlertChannelDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such channel.' })
  get(@Param('channelId', ID) channelId: string): Promise<AlertChannelDto> {
    return this.channels.get(channelId);
  }

  @Put(':channelId')
  @AnswerNotKept()
  @ApiOperation({
    summary: 'Change an alert channel',
    description:
      'What is given; the rest stays. What waits is tried again at once, at the address that holds now.',
  })
  @ApiOkResponse({ type: AlertChannelSecretDto })
  @ApiBadRequestResponse({ type: ProblemDto, description: 'A field is wrong, or the address is private.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such channel, or no such store.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'Another channel has this name.' })
  change(
    @Param('channelId', ID) channelId: string,
    @Body() dto: ChangeAlertChannelDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertChannelSecretDto> {
    return this.channels.change(channelId, dto, caller);
  }

  @Delete(':channelId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove an alert channel',
    description: 'With its messages, also those that wait; the audit log says how many did.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such channel.' })
  remove(@Param('channelId', ID) channelId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.channels.remove(channelId, caller);
  }

  @Post(':channelId/test')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send a test message',
    description:
      'One, now, also where the channel is switched off or it is quiet. Answers what the receiver said.',
  })
  @ApiOkResponse({ type: AlertTestDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such channel.' })
  test(@Param('channelId', ID) channelId: string, @CurrentCaller() caller: Caller): Promise<AlertTestDto> {
    return this.channels.test(channelId, caller);
  }
}
