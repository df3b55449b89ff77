import { expect, it } from '@jest/globals';
import {
  MagentoBreakerOpenError,
  MagentoNoAnswerError,
  MagentoServerError,
} from '../magento/magento.errors.js';
import { ConflictError } from '../platform/errors/app-error.js';
import type { ClaimedLevel } from './inventory.types.js';
import { resultOf } from './push-failures.js';
import { Blame } from './store-evidence.js';

const level = { id: '1', sku: 'A', attempts: 0 } as ClaimedLevel;
const target = { quantity: 1, inStock: true };

it.each([
  [new MagentoNoAnswerError('lost'), true],
  [new MagentoServerError('after the commit'), true],
  [new Error('of ours, on the way'), true],
  [new ConflictError('of ours, before'), false],
  [new MagentoBreakerOpenError('closed'), false],
])('a write that ended with %p may land later: %p', (error, mayLand) => {
  const { inDoubt } = resultOf({ level, target, wrote: false, itemId: null, error }, Blame.Sku);
  expect(inDoubt).toBe(mayLand);
});
