import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { BadRequestError } from '../../platform/errors/app-error.js';
import { ConsolePages } from '../console.decorators.js';
import { storeOf } from '../console.guard.js';
import { sendPage } from '../console.page.js';
import { isByEmail, noteReading } from '../note-reading.js';
import { Right } from '../rights.js';
import { SearchPage, wayTo } from './search-page.js';
import { search } from './search.read-model.js';

const LONGEST = 255;
/** Stock that is in no source of its own, and Magento's own name for the one of a shop that has no others. */
const PLAIN_SOURCES = ['', 'default'];

/** The one search box: where one thing is found, it is shown at once. */
@ConsolePages()
@Controller('console/search')
export class ConsoleSearchController {
  constructor(private readonly database: DataSource) {}

  /** @throws BadRequestError naming `q` */
  @Get()
  async search(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const q = typeof query['q'] === 'string' ? query['q'].trim() : '';
    if (q.length > LONGEST) throw BadRequestError.field('q', `is longer than ${LONGEST}`);
    const store = storeOf(request);
    const sources = [...PLAIN_SOURCES, ...Object.values(store.settings.locationSources)];
    const mayAudit = request.frame!.may[Right.Audit];
    const found =
      q === ''
        ? { orders: [], things: [] }
        : await search(this.database.manager, store.id, q, sources, mayAudit);
    if (isByEmail(q)) await noteReading(this.database.manager, request, 'search:by e-mail');
    const ways = wayTo(found, store.code);
    if (ways.length === 1) return void reply.redirect(ways[0]!.href, 303);
    sendPage(reply, SearchPage({ frame: request.frame!, q, found: ways, orders: found.orders.length }));
  }
}
