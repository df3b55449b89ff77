import { Body, Controller, Get, Headers, HttpCode, Param, Put, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
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
import { Scope } from '../platform/access/scope.js';
import { ApiMagentoErrors } from '../operations/api-write.decorator.js';
import { CodePipe } from '../platform/http/code-pipe.js';
import { FILE_TYPES, TakesFiles } from '../platform/http/file-bodies.js';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { readBody } from '../platform/http/validation.js';
import { CurrentStore } from '../stores/current-store.decorator.js';
import type { StoreContext } from '../stores/stores.service.js';
import { ShippingLabelDto, StoredLabelDto, StoreLabelDto } from './dto/label.dto.js';
import { labelBytes } from './label-file.js';
import { LabelsService } from './labels.service.js';
import { LabelElsewhereError } from './shipments.errors.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('Shipments')
@StoreScoped()
@ApiBadRequestResponse({ type: ProblemDto, description: 'A parameter or field is wrong; errors[] names it.' })
@ApiExtraModels(ShippingLabelDto, StoreLabelDto)
@Controller('shipments/:shipmentCode')
export class LabelsController {
  constructor(private readonly labels: LabelsService) {}

  @Put('label')
  @TakesFiles()
  @RequireScope(Scope.OrdersWrite)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Store shipping label',
    description:
      'The label of a parcel that was packed here: as a file (PDF, PNG, JPEG), or in base64 in JSON; up to 2 MiB. It takes ' +
      'the place of the one before; a picture becomes a PDF. Once the parcel gets another AWB, the label is served no longer.',
  })
  @ApiConsumes('application/json', ...FILE_TYPES)
  @ApiBody({ schema: { oneOf: [{ $ref: getSchemaPath(StoreLabelDto) }, FILE.schema] } })
  @ApiOkResponse({ type: StoredLabelDto })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No parcel that was packed here.' })
  @ApiConflictResponse({ type: ProblemDto, description: 'The parcel is void, or its customer was erased.' })
  @ApiPayloadTooLargeResponse({ type: ProblemDto, description: 'More than 2 MiB.' })
  @ApiMagentoErrors()
  async store(
    @Param('shipmentCode', new CodePipe('shipmentCode')) shipmentCode: string,
    @Body() body: unknown,
    @CurrentStore() store: StoreContext,
    @CurrentCaller() caller: Caller,
  ): Promise<StoredLabelDto> {
    return this.labels.store(store, { shipmentCode, file: await fileOf(body) }, caller);
  }

  @Get('label')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({
    summary: 'Get shipping label',
    description:
      "The label that was stored here, else Magento's: as PDF, or as JSON in base64 with Accept: application/json. Where only " +
      'an address of a label was sent with the shipment, JSON with that; with Accept: application/pdf, 404 with that.',
  })
  @ApiProduces('application/pdf', 'application/json')
  @ApiOkResponse({
    description: 'The label.',
    content: {
      'application/pdf': FILE,
      'application/json': { schema: { $ref: getSchemaPath(ShippingLabelDto) } },
    },
  })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such shipment, or it has no label.' })
  @ApiMagentoErrors()
  async get(
    @Param('shipmentCode', new CodePipe('shipmentCode')) shipmentCode: string,
    @Headers('accept') accept: string | undefined,
    @CurrentStore() store: StoreContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShippingLabelDto | Buffer> {
    const label = await this.labels.get(store, shipmentCode);
    if (/application\/json/i.test(accept ?? '')) return label;
    if (label.shippingLabel !== undefined) return asPdf(reply, shipmentCode, label.shippingLabel);
    if (/application\/pdf/i.test(accept ?? '')) {
      throw new LabelElsewhereError(shipmentCode, label.shippingLabelUrl!);
    }
    return label;
  }

  @Get('label.pdf')
  @RequireScope(Scope.OrdersRead)
  @ApiOperation({ summary: 'Get shipping label as PDF', description: 'As PDF, with any header Accept.' })
  @ApiOkResponse({ description: 'The label.', content: { 'application/pdf': FILE } })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'No such shipment, or no label of it is here.' })
  @ApiMagentoErrors()
  async pdf(
    @Param('shipmentCode', new CodePipe('shipmentCode')) shipmentCode: string,
    @CurrentStore() store: StoreContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { shippingLabel, shippingLabelUrl } = await this.labels.get(store, shipmentCode);
    if (shippingLabel === undefined) throw new LabelElsewhereError(shipmentCode, shippingLabelUrl!);
    return asPdf(reply, shipmentCode, shippingLabel);
  }
}

/** @throws BadRequestError */
async function fileOf(body: unknown): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  const { shippingLabel } = await readBody(body ?? {}, StoreLabelDto);
  return labelBytes(shippingLabel);
}

function asPdf(reply: FastifyReply, shipmentCode: string, base64: string): Buffer {
  void reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="label-${shipmentCode.replace(/[^\w-]/g, '_')}.pdf"`);
  return Buffer.from(base64, 'base64');
}
