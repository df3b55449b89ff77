import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { BadRequestError, NotFoundError } from '../../platform/errors/app-error.js';
import { ConsolePages } from '../console.decorators.js';
import { actorOf, Needs, storeOf } from '../console.guard.js';
import { audit } from '../listings/audit.js';
import { listingAt } from '../listings/index.js';
import { askOf, type Ask, type Listing } from '../listings/listing.js';
import { isByEmail, noteReading } from '../note-reading.js';
import { Right } from '../rights.js';
import { dateOf } from '../views/format.js';
import { FIELDS } from './fields.js';
import { pagesOf } from './pages-of.js';
import { CONTENT_TYPES, type Format, FORMATS, written } from './write.js';

type AskedFor = Record<string, unknown>;

/** A list as a file, with its filters: CSV or JSON. */
@ConsolePages()
@Controller('console/export')
export class ConsoleExportsController {
  constructor(private readonly database: DataSource) {}

  @Get('audit')
  @Needs(Right.Audit)
  ofAudit(
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send({ path: 'audit', listing: audit, query }, request, reply);
  }

  @Get(':listing')
  async ofListing(
    @Param('listing') path: string,
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const listing = listingAt(path);
    if (!listing) throw new NotFoundError('path', 'There is no such list.');
    await this.send({ path, listing, query, store: storeOf(request) }, request, reply);
  }

  private async send(
    asked: { path: string; listing: Listing; query: AskedFor; store?: { id: number; code: string } },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { path, listing, query, store } = asked;
    const { manager } = this.database;
    const format = formatOf(query);
    const ask = askOf(listing, { ...query, cursor: undefined }, request.frame!.reader);
    await this.note(request, { path, format, ask, storeCode: store?.code ?? null });
    const pages = pagesOf(manager, listing, store?.id ?? 0, ask);
    const name = [path, store?.code, dateOf(new Date(request.frame!.reader.now), request.frame!.reader)];
    const file = `${name.filter(Boolean).join('-')}.${format}`;
    void reply
      .type(CONTENT_TYPES[format])
      .header('content-disposition', `attachment; filename="${file}"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(written(format, FIELDS[path]!, pages)));
  }

  /** Before the first row is sent: who took what. Whose address was searched for is not kept. */
  private async note(
    request: FastifyRequest,
    given: { path: string; format: Format; ask: Ask; storeCode: string | null },
  ): Promise<void> {
    const { path, format, ask, storeCode } = given;
    const set = Object.entries(ask.filter).filter(([, value]) => value !== null);
    const byEmail = isByEmail(ask.filter['q']);
    const filter = Object.fromEntries(
      set.map(([name, value]) => [name, name === 'q' && byEmail ? 'an e-mail address' : value]),
    );
    if (byEmail) await noteReading(this.database.manager, request, `${path}:by e-mail`);
    await recordAudit(this.database.manager, actorOf(request), {
      action: 'list.export',
      subject: path,
      storeCode,
      after: { format, filter },
    });
  }
}

/** @throws BadRequestError naming `format` */
function formatOf({ format }: AskedFor): Format {
  const known = FORMATS.find((one) => one === format);
  if (!known) throw BadRequestError.field('format', `must be ${FORMATS.join(' or ')}`);
  return known;
}
