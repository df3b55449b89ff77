import type { Mutant } from './mutant.js';

const DEFAULTS = 'src/swagger/optional-defaults.ts';
const CLIENT = 'test/e2e/client.spec.ts';
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
  {
    id: 'client-repeats-unkept-keys',
    file: 'packages/client/src/sender.ts',
    find: 'KEYED.has(`${method} ${template}`) && ',
    replace: '',
    says: 'a write of which the service keeps no key is sent twice',
    test: CLIENT,
    name: 'keeps no key of',
  },
  {
    id: 'client-repeats-without-key',
    file: 'packages/client/src/sender.ts',
    find: " && headers.has('idempotency-key')",
    replace: '',
    says: 'a write without a key is sent twice',
    test: CLIENT,
    name: 'without a key once',
  },
  {
    id: 'client-knows-no-retry-after',
    file: 'packages/client/src/patience.ts',
    find: 'if (asked > 0) return Math.min(asked * 1000, LONGEST_TIMER_MS);',
    replace: '',
    says: 'the client asks sooner than the service wants',
    test: CLIENT,
    name: 'after Retry-After',
  },
];
