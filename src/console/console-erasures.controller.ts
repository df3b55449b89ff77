import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CreateErasureDto } from '../personal-data/dto/erasure.dto.js';
import { ErasuresService } from '../personal-data/erasures.service.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { readForm } from './console-form.js';
import { ConsoleActions } from './console.decorators.js';
import { actorOf, Needs } from './console.guard.js';
import { sendPage } from './console.page.js';
import { ErasuresPage } from './pages/erasures.js';
import { Right } from './rights.js';

/** Customers that are to be forgotten. The e-mail comes in the body of a form, and is in no address and on no page. */
@ConsoleActions(Right.Administer)
@Controller('console/erasures')
export class ConsoleErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @Get()
  @Needs(Right.Audit)
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, ErasuresPage({ frame: request.frame!, erasures: await this.erasures.list() }));
  }

  @Post()
  @HttpCode(200)
  async erase(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { confirmed, dryRun, ...form } = body;
    const counted = dryRun === 'true';
    if (!counted && confirmed !== 'true') {
      throw BadRequestError.field('confirmed', 'must be ticked: what is erased cannot be brought back');
    }
    const dto = await readForm(form, CreateErasureDto, { dryRun: counted });
    const result = await this.erasures.create(dto, actorOf(request));
    sendPage(reply, ErasuresPage({ frame: request.frame!, erasures: await this.erasures.list(), result }));
  }
}
