import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { headOf, type Link, linksAfter, unchained } from './audit.repository.js';

/** A position and its hash, as kept outside. */
export interface Seal {
  position: string;
  hash: string;
}

export interface Verdict {
  rows: number;
  first: string | null;
  /** The end of what was read; keep it outside. */
  last: Seal | null;
  /** What is wrong first, in words. */
  broken: string | null;
}

const PAGE = 1000;
export const REMOVED = 'audit.remove';
const NOTHING = Buffer.alloc(32);

/** Reads the whole chain and works out every hash again, here and not in the database. */
@Injectable()
export class AuditVerifier {
  constructor(private readonly database: DataSource) {}

  /** @param kept what an outside copy says of a position: it shows a tail that was cut off, or a chain that was made again */
  async verify(kept?: Seal): Promise<Verdict> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const walk = new Walk(kept);
      for (let at = '0'; walk.broken === null;) {
        const links = await linksAfter(manager, at, PAGE);
        for (const link of links) if (walk.broken === null) walk.take(link);
        if (links.length < PAGE) break;
        at = links.at(-1)!.position;
      }
      const broken = walk.broken ?? (await endedBadly(manager, walk));
      return { rows: walk.rows, first: walk.firstPosition, last: walk.last, broken };
    });
  }
}

/** One pass over the chain. */
class Walk {
  rows = 0;
  broken: string | null = null;
  firstPosition: string | null = null;
  last: Seal | null = null;
  private first: Link | undefined;
  private running: Buffer = NOTHING;
  private expected: bigint | undefined;
  /** Where rows were removed in due form. */
  private readonly checkpoints = new Set<string>();
  private metKept: boolean;

  constructor(private readonly kept?: Seal) {
    this.metKept = kept === undefined;
  }

  take(link: Link): void {
    this.broken = this.faultOf(link);
    if (this.broken !== null) return;
    this.rows++;
    this.first ??= link;
    this.firstPosition ??= link.position;
    this.expected = BigInt(link.position) + 1n;
    this.running = link.hash;
    this.last = { position: link.position, hash: link.hash.toString('hex') };
    if (link.action === REMOVED) {
      this.checkpoints.add(`${String(link.after?.['position'])}:${String(link.after?.['hash'])}`);
    }
    if (this.kept?.position === link.position) {
      this.metKept = true;
      if (this.kept.hash !== this.last.hash) {
        this.broken = `Position ${link.position} has another hash than the copy that was kept.`;
      }
    }
  }

  /** What can be said only once all was read. */
  ending(): string | null {
    if (this.first) {
      const before = BigInt(this.first.position) - 1n;
      const seal = `${before}:${this.first.previousHash.toString('hex')}`;
      const begins = before === 0n && this.first.previousHash.equals(NOTHING);
      if (!begins && !this.checkpoints.has(seal)) {
        return `Position ${this.first.position} is the first, and no entry ${REMOVED} says that those before were removed.`;
      }
    }
    if (this.metKept) return null;
    const { position } = this.kept!;
    const removed = this.first && BigInt(position) < BigInt(this.first.position);
    return removed ? null : `Position ${position}, of which a copy was kept, is gone.`;
  }

  private faultOf({ position, entryId, previousHash, hash, fields }: Link): string | null {
    if (this.expected !== undefined && BigInt(position) !== this.expected) {
      return `Position ${this.expected} is gone; the next is ${position}.`;
    }
    if (fields === null) return `Position ${position}: its row, id ${entryId}, is gone.`;
    if (this.expected !== undefined && !previousHash.equals(this.running)) {
      return `Position ${position} does not follow the one before it.`;
    }
    if (!hashOf(previousHash, [position, ...fields]).equals(hash)) {
      return `Position ${position}: its row, id ${entryId}, was changed, or is in another's place.`;
    }
    return null;
  }
}

async function endedBadly(manager: EntityManager, walk: Walk): Promise<string | null> {
  const head = await headOf(manager);
  if (!head) return 'The end of the chain (audit_head) is gone.';
  if (head.position !== (walk.last?.position ?? '0')) {
    return `Position ${head.position} was the last one; now it is ${walk.last?.position ?? 'none'}.`;
  }
  if (walk.last && head.hash.toString('hex') !== walk.last.hash) {
    return `Position ${head.position} has another hash than the end of the chain (audit_head).`;
  }
  const id = await unchained(manager);
  if (id !== undefined) return `Row ${id} of audit_log is not in the chain.`;
  return walk.ending();
}

/** As audit_text and chain_audit_row in the database do it. */
function hashOf(previous: Buffer, fields: (string | null)[]): Buffer {
  const text = fields.map((one) => (one === null ? '-' : `${Buffer.byteLength(one)}:${one}`)).join('');
  return createHash('sha256').update(previous).update(text).digest();
}
