import { isolation } from './isolation.mutants.js';
import type { Mutant } from './mutant.js';
import { operations } from './operations.mutants.js';

export const MUTANTS: Mutant[] = [...operations, ...isolation];
