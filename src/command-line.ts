import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { runCommand } from './cli/run-command.js';

/** `npm run cli -- <command>`: the same services as the API, without HTTP. */
if (existsSync('.env')) process.loadEnvFile('.env');
await runCommand(process.env);
// What hangs after an error must not keep the process.
if (process.exitCode) process.exit();
