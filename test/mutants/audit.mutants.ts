import type { Mutant } from './mutant.js';

const CHAIN = 'test/security/audit-chain.spec.ts';
const VERIFIER = 'src/audit/audit-verifier.ts';

export const audit: Mutant[] = [
  {
    id: 'audit-rows-not-hashed',
    file: VERIFIER,
    find: 'if (!hashOf(previousHash, [position, ...fields]).equals(hash)) {',
    replace: 'if (hashOf(previousHash, [position, ...fields]).length === 0) {',
    says: 'a row that was changed is taken for whole',
    test: CHAIN,
  },
  {
    id: 'audit-chain-not-followed',
    file: VERIFIER,
    find: 'if (this.expected !== undefined && !previousHash.equals(this.running)) {',
    replace: 'if (this.expected === 0n && !previousHash.equals(this.running)) {',
    says: 'a chain that was closed again over a gap is taken for whole',
    test: CHAIN,
  },
  {
    id: 'audit-copy-ignored',
    file: VERIFIER,
    find: 'if (this.kept.hash !== this.last.hash) {',
    replace: 'if (this.kept.hash === this.last.hash && this.rows < 0) {',
    says: 'a chain that was made again passes for the one of which a copy is kept',
    test: CHAIN,
  },
];
