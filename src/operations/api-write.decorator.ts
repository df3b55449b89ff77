import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadGatewayResponse,
  ApiConflictResponse,
  ApiGatewayTimeoutResponse,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiServiceUnavailableResponse,
  ApiUnprocessableEntityResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { ProblemDto } from '../platform/http/problem.dto.js';
import { DryRunDto, OperationDto, WriteOutcomeDto } from './dto/operation.dto.js';

/** Answers of any endpoint that asks Magento. */
export function ApiMagentoErrors(): MethodDecorator {
  return applyDecorators(
    ApiBadGatewayResponse({
      type: ProblemDto,
      description: 'Magento refused or failed; message has its words. Of a write: nothing was changed.',
    }),
    ApiServiceUnavailableResponse({
      type: ProblemDto,
      description:
        'Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed.',
    }),
    ApiGatewayTimeoutResponse({
      type: ProblemDto,
      description:
        'Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed.',
    }),
  );
}

/** Headers of every endpoint that writes to Magento. */
export function ApiWriteHeaders(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte.',
    }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description:
        'respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most.',
    }),
  );
}

/** Headers and answers of every endpoint that does one write to an order. @param outcome what the outcome looks like */
export function ApiWrite(outcome: Type<WriteOutcomeDto> = WriteOutcomeDto): MethodDecorator {
  return applyDecorators(
    ApiWriteHeaders(),
    ApiOkResponse({
      description: 'The outcome, or with dryRun=true the plan.',
      schema: { oneOf: [{ $ref: getSchemaPath(outcome) }, { $ref: getSchemaPath(DryRunDto) }] },
    }),
    ApiAcceptedResponse({ type: OperationDto, description: 'With Prefer: respond-async.' }),
    ApiWriteErrors(),
  );
}

/** Errors of any endpoint that writes to an order. */
export function ApiWriteErrors(): MethodDecorator {
  return applyDecorators(
    ApiNotFoundResponse({ type: ProblemDto, description: 'No such order in this store.' }),
    ApiConflictResponse({
      type: ProblemDto,
      description:
        'REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code.',
    }),
    ApiUnprocessableEntityResponse({
      type: ProblemDto,
      description: 'The Idempotency-Key was used with another request.',
    }),
    ApiMagentoErrors(),
  );
}
