import type { Mutant } from './mutant.js';

const DEFAULTS = 'src/swagger/optional-defaults.ts';
const TEST = 'src/swagger/optional-defaults.spec.ts';

export const swagger: Mutant[] = [
  {
    id: 'swagger-parameters-demanded',
    file: DEFAULTS,
    find: 'if (parameter.schema?.default !== undefined) parameter.required = false;',
    replace: '',
    says: 'a generated client demands dryRun',
    test: TEST,
  },
  {
    id: 'swagger-answers-optional',
    file: DEFAULTS,
    find: 'if (answered.has(name)) continue;',
    replace: '',
    says: 'a generated client has to look whether a field that is always there is there',
    test: TEST,
  },
];
