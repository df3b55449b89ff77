import { applyDecorators, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AnswerNotKept } from '../platform/idempotency/idempotency.interceptor.js';
import { Public } from '../platform/http/public.decorator.js';
import { ConsoleFilter } from './console.filter.js';
import { ConsoleGuard, Needs } from './console.guard.js';
import type { Right } from './rights.js';

/** A controller of pages: no part of the API, with a sign-in of its own, and pages for errors. */
export function ConsolePages(): ClassDecorator {
  return applyDecorators(
    ApiExcludeController(),
    Public(),
    UseGuards(ConsoleGuard),
    UseFilters(ConsoleFilter),
    AnswerNotKept(),
  );
}

/** A controller of what may be done there, by who has the right, unless a method says otherwise. */
export function ConsoleActions(right: Right): ClassDecorator {
  return applyDecorators(ConsolePages(), Needs(right));
}
