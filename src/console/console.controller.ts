import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { NotFoundError } from '../platform/errors/app-error.js';
import { HeldOrdersService } from '../orders/held-orders.service.js';
import { IdPipe, KeptOrderCodePipe, UuidPipe } from '../platform/http/parameter-pipes.js';
import { RepairsService } from '../reconciliation/repairs.service.js';
import { ShadowReportQueryDto } from '../shadow/dto/shadow-report.dto.js';
import { ShadowReportService } from '../shadow/shadow-report.service.js';
import { readForm } from './console-form.js';
import { ConsolePages } from './console.decorators.js';
import { Needs, storeOf } from './console.guard.js';
import { isByEmail, noteReading } from './note-reading.js';
import { sendPage } from './console.page.js';
import { ConsoleService } from './console.service.js';
import { audit } from './listings/audit.js';
import { listingAt } from './listings/index.js';
import { noticeOf } from './notices.js';
import { DeliveryPage } from './pages/delivery.js';
import { DifferencePage } from './pages/difference.js';
import { ReconciliationPage } from './pages/reconciliation.js';
import { OperationPage } from './pages/operation.js';
import { OrderPage } from './pages/order.js';
import { HomePage } from './pages/home.js';
import { ShadowReportPage } from './pages/shadow-report.js';
import { StorePage } from './pages/store.js';
import { StoresPage } from './pages/stores.js';
import { TotalPage } from './pages/total.js';
import { Right, storesWith } from './rights.js';
import { ListingPage } from './views/listing-page.js';
import type { Frame } from './views/layout.js';
import { startOfDay } from './views/format.js';

type AskedFor = Record<string, unknown>;

/** The pages; {@link ConsoleGuard} has seen to session, scope and store. */
@ConsolePages()
@Controller('console')
export class ConsoleController {
  constructor(
    private readonly console: ConsoleService,
    private readonly held: HeldOrdersService,
    private readonly repairs: RepairsService,
    private readonly shadow: ShadowReportService,
    private readonly database: DataSource,
  ) {}

  @Get()
  async home(
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { frame, consoleStore: store, problems = [] } = request;
    if (!store) return sendPage(reply, StoresPage({ frame: frame!, stores: [] }));
    const facts = await this.console.home(store, startOfDay(frame!.reader));
    sendPage(reply, HomePage({ frame: framed(request, query), problems, ...facts }));
  }

  @Get('stores')
  @Needs(Right.Settings)
  async stores(
    @Req() request: FastifyRequest,
    @Query() query: AskedFor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = request.frame!;
    const codes = storesWith(request.visitor!, Right.Settings, frame.stores);
    const stores = await this.console.stores(codes, startOfDay(frame.reader));
    const { q, only } = query;
    const asked = { q: typeof q === 'string' ? q : '', only: typeof only === 'string' ? only : '' };
    sendPage(reply, StoresPage({ frame, stores, asked }));
  }

  @Get('store')
  @Needs(Right.Settings)
  async store(
    @Req() request: FastifyRequest,
    @Query() query: AskedFor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const store = storeOf(request);
    const endpoints = await this.console.endpoints(store);
    sendPage(reply, StorePage({ frame: framed(request, query), store, endpoints }));
  }

  @Get('audit')
  @Needs(Right.Audit)
  async audit(
    @Req() request: FastifyRequest,
    @Query() query: AskedFor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.console.list(audit, 0, query, request.frame!.reader);
    sendPage(reply, ListingPage({ frame: request.frame!, path: 'audit', listing: audit, ...list }));
  }

  @Get('orders/:orderCode')
  async order(
    @Param('orderCode', new KeptOrderCodePipe()) orderCode: string,
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const data = await this.console.order(storeOf(request), orderCode);
    await this.noteReading(request, `order:${orderCode}`);
    sendPage(reply, OrderPage({ frame: framed(request, query), data }));
  }

  /** Reads the order in Magento. */
  @Get('orders/:orderCode/total')
  @Needs(Right.Operate)
  async total(
    @Param('orderCode', new IdPipe('orderCode')) orderCode: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const explained = await this.held.explain(storeOf(request), orderCode);
    sendPage(reply, TotalPage({ frame: request.frame!, orderCode, explained }));
  }

  @Get('operations/:operationId')
  async operation(
    @Param('operationId', new UuidPipe('operationId')) operationId: string,
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shown = await this.console.operation(storeOf(request), operationId);
    await this.noteReading(request, `operation:${operationId}`);
    sendPage(reply, OperationPage({ frame: framed(request, query), ...shown, chosen: chosenOf(query) }));
  }

  @Get('deliveries/:deliveryId')
  async delivery(
    @Param('deliveryId', new UuidPipe('deliveryId')) deliveryId: string,
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const delivery = await this.console.delivery(storeOf(request), deliveryId);
    await this.noteReading(request, `delivery:${deliveryId}`);
    sendPage(reply, DeliveryPage({ frame: framed(request, query), delivery, chosen: chosenOf(query) }));
  }

  @Get('reconciliations/:reconciliationId')
  async reconciliation(
    @Param('reconciliationId', new UuidPipe('reconciliationId')) reconciliationId: string,
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.console.reconciliation(storeOf(request), reconciliationId);
    sendPage(reply, ReconciliationPage({ frame: framed(request, query), found }));
  }

  @Get('differences/:differenceId')
  async difference(
    @Param('differenceId', new IdPipe('differenceId')) differenceId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.repairs.difference(storeOf(request), differenceId);
    await this.noteReading(request, `difference:${differenceId}`);
    sendPage(reply, DifferencePage({ frame: request.frame!, found }));
  }

  /** Reads orders in Magento. */
  @Get('shadow-report')
  @Needs(Right.Operate)
  async shadowReport(
    @Query() { store: _store, ...asked }: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.shadow.report(storeOf(request), await readForm(asked, ShadowReportQueryDto));
    sendPage(reply, ShadowReportPage({ frame: request.frame!, report }));
  }

  @Get(':listing')
  async list(
    @Param('listing') path: string,
    @Query() query: AskedFor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const listing = listingAt(path);
    if (!listing) throw new NotFoundError('path', 'There is no such page.');
    const list = await this.console.list(listing, storeOf(request).id, query, request.frame!.reader);
    // Not the address itself.
    if (isByEmail(query['q'])) await this.noteReading(request, `${path}:by e-mail`);
    const asks = query['ask'] !== undefined;
    sendPage(reply, ListingPage({ frame: framed(request, query), path, listing, asks, ...list }));
  }

  private noteReading(request: FastifyRequest, subject: string): Promise<void> {
    return noteReading(this.database.manager, request, subject);
  }
}

function framed(request: FastifyRequest, query: AskedFor): Frame {
  return { ...request.frame!, notice: noticeOf(query) };
}

/** The try that the reader wants to see. */
function chosenOf({ try: chosen }: AskedFor): number | undefined {
  return typeof chosen === 'string' ? Number(chosen) : undefined;
}
