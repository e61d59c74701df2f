import { defineConfig } from 'vitest/config';

/** The unit tests of the modules that `stryker.config.mjs` mutates; it runs them by the thousand. */
export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    // They take seconds, and kill what others do.
    testNamePattern: /^(?!.*reads the longest)/,
    include: [
      'test/unit/server/{database,http,queries,session}/**/*.test.ts',
      'test/unit/server/log*.test.ts',
      'test/unit/src/{history,results}/**/*{mask-secrets,csv}*.test.ts'
    ]
  }
});
