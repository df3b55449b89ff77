import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OperationsService } from '../operations/operations.service.js';
import { ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { markUndone } from './broken-promises.repository.js';
import { DifferenceKind, isBrokenPromise } from './reconciliation.types.js';
import {
  findDifference,
  forgetDocument,
  type FoundDifference,
  takeDifference,
} from './reconciliations.repository.js';

/** An operator's word: what Magento has lost of ours is made again there, once. */
@Injectable()
export class RepairsService {
  constructor(
    private readonly database: DataSource,
    private readonly operations: OperationsService,
  ) {}

  /** @throws NotFoundError where it is none of the store's */
  async difference(store: StoreContext, differenceId: string): Promise<FoundDifference> {
    const found = await findDifference(this.database.manager, store.id, differenceId);
    return found ?? missing(differenceId);
  }

  /** @throws NotFoundError, ConflictError where it was not ours, or is done */
  async repair(
    reconciliationId: string,
    differenceId: string,
    actor: Actor,
  ): Promise<{ operationId: string }> {
    return this.database.transaction(async (manager) => {
      const lost = await takeDifference(manager, reconciliationId, differenceId);
      if (!lost) return missing(differenceId);
      if (lost.repaired) throw new ConflictError('It is repaired already.');
      if (isBrokenPromise(lost.kind)) {
        throw new ConflictError(
          'Nothing is missing: what is too much has to be undone in Magento, by a person.',
        );
      }
      if (lost.kind === DifferenceKind.CreditMemoMissingInMagento) {
        throw new ConflictError(
          'A refund is not made again: look whether the customer has the money, and ask for it under a new refundId if not.',
        );
      }
      const { operationId } = lost;
      if (operationId === null) {
        throw new ConflictError(
          'It was not made through this service: somebody has to repair it in Magento.',
        );
      }
      await this.operations.redo(manager, operationId, actor);
      await forgetDocument(manager, lost);
      return { operationId };
    });
  }

  /** A person says that what was too much in Magento is undone there. @throws NotFoundError, ConflictError */
  async undone(reconciliationId: string, differenceId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      const found = await takeDifference(manager, reconciliationId, differenceId);
      if (!found) return missing(differenceId);
      if (!isBrokenPromise(found.kind)) throw new ConflictError('There is nothing too much in Magento.');
      if (found.repaired) throw new ConflictError('It is undone already.');
      await markUndone(manager, found, actor);
    });
  }
}

function missing(differenceId: string): never {
  throw new NotFoundError('differenceId', `There is no difference ${differenceId}.`);
}
