import { Injectable, type PipeTransform } from '@nestjs/common';
import { BadRequestError } from '../platform/errors/app-error.js';
import type { EndpointKind } from './delivery.types.js';
import { EndpointsService } from './endpoints.service.js';

/** A kind in a path. */
@Injectable()
export class EndpointKindPipe implements PipeTransform<string, EndpointKind> {
  constructor(private readonly endpoints: EndpointsService) {}

  /** @throws BadRequestError where no endpoint can be of it */
  transform(name: string): EndpointKind {
    const kind = this.endpoints.kindCalled(name);
    if (kind === undefined) {
      throw BadRequestError.field('kind', `must be ${this.endpoints.kinds().join(' or ')}`);
    }
    return kind;
  }
}
