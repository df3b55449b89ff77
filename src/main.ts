import { keepCompiledCode } from './compiled-code.js';
import { demandNodeVersion } from './platform/config/node-version.js';

// Before anything is loaded that an older Node may not even read.
demandNodeVersion();
keepCompiledCode();
await import('./serve.js');
