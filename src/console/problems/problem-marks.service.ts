import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, type Audited, recordAudit } from '../../platform/audit/audit-log.js';
import { BadRequestError, ConflictError } from '../../platform/errors/app-error.js';
import type { StoreContext } from '../../stores/stores.service.js';
import {
  assignProblem,
  ignoreProblem,
  peopleToAssign,
  type ProblemKey,
  showProblem,
} from './marks.repository.js';

/** What people say about problems: known for now, or whose. Each in one transaction with its entry in the audit log. */
@Injectable()
export class ProblemMarksService {
  constructor(private readonly database: DataSource) {}

  /** @throws ConflictError where it is over, or another one by now */
  async ignore(
    store: StoreContext,
    key: ProblemKey,
    said: { reason: string; until: Date | null; seen: number },
    actor: Actor,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (!(await ignoreProblem(manager, store.id, key, { ...said, by: actor.clientId }))) {
        throw new ConflictError('The problem is over, or grew since you looked. Look at it again.');
      }
      const { reason, until, seen } = said;
      await recordAudit(manager, actor, audited('ignore', store, key, { reason, until, count: seen }));
    });
  }

  /** @throws ConflictError */
  async show(store: StoreContext, key: ProblemKey, actor: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (!(await showProblem(manager, store.id, key))) {
        throw new ConflictError('The problem is not ignored.');
      }
      await recordAudit(manager, actor, audited('show', store, key, {}));
    });
  }

  /** @param assignee empty: nobody @throws BadRequestError */
  async assign(store: StoreContext, key: ProblemKey, assignee: string, actor: Actor): Promise<void> {
    const known = await this.people(actor.clientId);
    if (assignee !== '' && !known.some(({ id }) => id === assignee)) {
      throw BadRequestError.field('assignee', 'is nobody who has signed in here');
    }
    await this.database.transaction(async (manager) => {
      const to = assignee === '' ? null : assignee;
      await assignProblem(manager, store.id, key, { by: actor.clientId, assignee: to });
      await recordAudit(manager, actor, audited('assign', store, key, { assignee: to }));
    });
  }

  /** Whose a problem may be; who looks is the first of them. */
  async people(self: string): Promise<{ id: string; name: string }[]> {
    const people = await peopleToAssign(this.database.manager);
    const me = people.find(({ id }) => id === self) ?? { id: self, name: self };
    return [me, ...people.filter(({ id }) => id !== self)];
  }
}

function audited(
  what: 'assign' | 'ignore' | 'show',
  store: StoreContext,
  { kind, subject, cause }: ProblemKey,
  said: object,
): Audited {
  return {
    action: `problem.${what}`,
    subject: `problem:${kind}`,
    storeCode: store.code,
    after: { subject, cause, ...said },
  };
}
