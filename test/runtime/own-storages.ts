/**
 * Files with modules of their own get a copy of the process's globals, in which class-validator and TypeORM keep what is
 * declared. What such a file declares must not reach those that run in the process itself.
 */
for (const name of ['classValidatorMetadataStorage', 'typeormMetadataArgsStorage']) {
  Reflect.deleteProperty(globalThis, name);
}

export {};
