import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const PUBLIC = 'public';

/** The route needs no sign-in. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);
