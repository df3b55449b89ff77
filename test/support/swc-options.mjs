/** How TypeScript of the service and its tests is compiled. @param tsx with the console's JSX */
export const swcOptions = (tsx) => ({
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    target: 'es2023',
  },
  module: { type: 'es6' },
});
