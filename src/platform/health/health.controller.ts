import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  type HealthCheckResult,
  type HealthIndicatorResult,
  HealthCheckService,
  HealthIndicatorService,
  TypeOrmHealthIndicator,
} from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { JobsService } from '../jobs/jobs.service.js';
import { Schedules } from '../schedule/schedules.js';
import { Public } from '../http/public.decorator.js';

@ApiTags('Health')
@Public()
@SkipThrottle()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly indicators: HealthIndicatorService,
    private readonly jobs: JobsService,
    private readonly schedules: Schedules,
  ) {}

  /** The process answers. Depends on nothing else, so that a slow shop or database restarts nothing. */
  @Get('live')
  @ApiOperation({ summary: 'Liveness', description: 'Whether the process answers.', security: [] })
  @ApiOkResponse({ description: 'The process is up.', schema: { example: { status: 'ok' } } })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck({ swaggerDocumentation: false })
  @ApiOperation({
    summary: 'Readiness',
    description: 'Whether it can serve: database and job queue. A shop that is down does not count.',
    security: [],
  })
  @ApiOkResponse({
    description: 'Requests can be served.',
    schema: {
      example: {
        status: 'ok',
        info: { database: { status: 'up' }, jobs: { status: 'up' }, schedule: { status: 'up', ticks: [] } },
      },
    },
  })
  @ApiServiceUnavailableResponse({ description: 'Says which part is down.' })
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.database.pingCheck('database', { timeout: 2000 }),
      () => this.jobQueue(),
      () => this.schedule(),
    ]);
  }

  /** Magento is no part of it: one shop that is down must not take the others' requests away. */
  private jobQueue(): HealthIndicatorResult {
    const indicator = this.indicators.check('jobs');
    return this.jobs.running ? indicator.up() : indicator.down('the job queue is not running');
  }

  /** What this process does by itself. A tick that fails takes no traffic away: the next one tries again. */
  private schedule(): HealthIndicatorResult {
    const ticks = this.schedules.list().map(({ name, every, lastBeganAt, failures }) => ({
      name,
      every: typeof every === 'number' ? `${every} ms` : `${every} UTC`,
      lastBeganAt: lastBeganAt?.toISOString() ?? null,
      failures,
    }));
    return this.indicators.check('schedule').up({ ticks });
  }
}
