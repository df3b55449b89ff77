import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { time } from '../../platform/time/time.js';
import { BadRequestError } from '../../platform/errors/app-error.js';
import { isInstant } from '../../platform/http/is-instant.js';
import { neededWordsOf, wordsOf } from '../console-form.js';
import { ConsoleActions } from '../console.decorators.js';
import { actorOf, Needs, storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { Right } from '../rights.js';
import { address } from '../views/cells.js';
import { dayBegins, isDay } from '../views/format.js';
import type { ProblemKey } from './marks.repository.js';
import { ProblemMarksService } from './problem-marks.service.js';
import { ProblemPage } from './problem-page.js';
import type { Problem } from '../../problems/problems.read-model.js';

type Form = Record<string, unknown>;

const MOST_DAYS = 90;

/** One problem, and what people say about it. */
@ConsoleActions(Right.Operate)
@Controller('console/problems')
export class ConsoleProblemsController {
  constructor(private readonly marks: ProblemMarksService) {}

  @Get()
  @Needs(Right.Look)
  async problem(
    @Query() query: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const key = keyOf(query);
    // A link of an alert has no cause where that may hold a secret.
    const problem = problemOf(request, query['cause'] === undefined ? { ...key, cause: undefined } : key);
    const people = problem ? await this.marks.people(request.visitor!.id) : [];
    sendPage(reply, ProblemPage({ frame: request.frame!, problem, people }));
  }

  @Post('ignore')
  async ignore(
    @Body() body: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const key = keyOf(body);
    if (key.kind === 'reads') throw BadRequestError.field('kind', 'must not be reads: the shop is not read');
    const reason = neededWordsOf(body, 'reason');
    const seen = Number(wordsOf(body, 'seen'));
    if (!Number.isSafeInteger(seen)) throw BadRequestError.field('seen', 'must be a number');
    const said = { reason, until: untilOf(body, request), seen };
    await this.marks.ignore(storeOf(request), key, said, actorOf(request));
    home(request, reply, 'ignored');
  }

  @Post('show')
  async show(@Body() body: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.marks.show(storeOf(request), keyOf(body), actorOf(request));
    home(request, reply, 'shown');
  }

  @Post('assign')
  async assign(
    @Body() body: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const key = keyOf(body);
    if (!problemOf(request, key)) throw BadRequestError.field('kind', 'is of no problem that there is');
    await this.marks.assign(storeOf(request), key, wordsOf(body, 'assignee'), actorOf(request));
    home(request, reply, 'assignedProblem');
  }
}

/** As it is now; undefined once it is over. */
function problemOf(
  { problems = [] }: FastifyRequest,
  { kind, subject, cause }: Omit<ProblemKey, 'cause'> & { cause: string | undefined },
): Problem | undefined {
  return problems.find(
    (one) => one.kind === kind && one.subject === subject && (cause === undefined || one.cause === cause),
  );
}

function home(request: FastifyRequest, reply: FastifyReply, did: string): void {
  void reply.redirect(address('', storeOf(request).code, { did }), 303);
}

function keyOf(given: Form): ProblemKey {
  return {
    kind: wordsOf(given, 'kind'),
    subject: wordsOf(given, 'subject'),
    cause: wordsOf(given, 'cause', 2000),
  };
}

/** The end of a day by the reader's clock; null: until it changes. @throws BadRequestError */
function untilOf(body: Form, request: FastifyRequest): Date | null {
  const day = wordsOf(body, 'until');
  if (day === '') return null;
  if (!isDay(day) || !isInstant(day)) throw BadRequestError.field('until', 'must be a day, e.g. 2026-01-31');
  const until = dayBegins(day, request.frame!.reader, 1);
  const days = (until.getTime() - time.now()) / 86_400_000;
  if (days <= 0 || days > MOST_DAYS) {
    throw BadRequestError.field('until', `must be today or later, within ${MOST_DAYS} days`);
  }
  return until;
}
