import { SetMetadata } from '@nestjs/common';

export const EVERY = 'every-ms';

/** The method is called again and again from start to shutdown, scaled by TIME_SCALE. */
export const Every = (ms: number): MethodDecorator => SetMetadata(EVERY, ms);
