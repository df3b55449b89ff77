import { describe, expect, it } from '@jest/globals';
import { OperationState, type Operation } from './operation.types.js';
import { OrderBusyError } from './operations.errors.js';

describe('an order that is busy', () => {
  it.each([
    [OperationState.Running, 'under way'],
    [OperationState.Pending, 'under way'],
    [OperationState.Unknown, 'in doubt: a worker settles it'],
  ])('with a write that is %s, is said to be %s, and that nothing was sent', (state, words) => {
    const other = { id: 'o', kind: 'INVOICE', orderCode: '17', state } as Operation;
    const { message, members } = new OrderBusyError(other);
    expect(message).toBe(`Another operation (INVOICE) on this order is ${words}. Nothing was sent.`);
    expect(members).toEqual({ operationId: 'o', orderCode: '17' });
  });
});
