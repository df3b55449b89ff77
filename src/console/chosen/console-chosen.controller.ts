import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BadRequestError, NotFoundError } from '../../platform/errors/app-error.js';
import { neededWordsOf } from '../console-form.js';
import { ConsoleActions } from '../console.decorators.js';
import { actorOf, storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { PAGE_SIZE } from '../listings/listing.js';
import { Right } from '../rights.js';
import { address } from '../views/cells.js';
import { ACTS, isAct } from './acts.js';
import { CountedPage, DonePage } from './chosen-page.js';
import { ChosenService } from './chosen.service.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^-?\d{1,18}$/;

/** Rows of a list that somebody ticked: counted first, then done. */
@ConsoleActions(Right.Operate)
@Controller('console/chosen')
export class ConsoleChosenController {
  constructor(private readonly chosen: ChosenService) {}

  @Post(':act')
  @HttpCode(200)
  async act(
    @Param('act') name: string,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isAct(name)) throw new NotFoundError('act', 'There is no such action.');
    const act = ACTS[name];
    const store = storeOf(request);
    const frame = request.frame!;
    const ids = idsOf(body, act.of);
    if (body['sure'] !== 'yes') {
      const counted = await this.chosen.count(store, name, ids);
      return sendPage(reply, CountedPage({ frame, act: [name, act], counted }));
    }
    const reason = act.needsReason ? neededWordsOf(body, 'reason') : '';
    const done = await this.chosen.do(store, name, ids, reason, actorOf(request));
    if (done.failed.length > 0) return sendPage(reply, DonePage({ frame, act, done }));
    const more = { did: act.did, count: String(done.count) };
    void reply.redirect(address(act.list, store.code, more), 303);
  }
}

/** @throws BadRequestError naming `id` */
function idsOf({ id }: Record<string, unknown>, of: string): string[] {
  const ids = [id].flat().filter((one) => one !== undefined);
  const form = of === 'write' || of === 'delivery' ? UUID : NUMBER;
  const known = ids.filter((one): one is string => typeof one === 'string' && form.test(one));
  if (known.length < ids.length || ids.length > PAGE_SIZE) {
    throw BadRequestError.field('id', `must be those of at most ${PAGE_SIZE} rows of the list`);
  }
  return [...new Set(known)];
}
