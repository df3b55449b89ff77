export * from './adapters/express.js';
export * from './adapters/nest.js';
export { nodeListener } from './adapters/node.js';
export * from './events.js';
export * from './receiver.js';
export * from './seen.js';
export * from './signature.js';
