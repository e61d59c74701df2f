/**
 * Mutation tests, by `npm run mutate`, of what must not fail unnoticed: what reads the session, what
 * guards requests, what finds the end of the database's messages, and what takes secrets out of
 * texts. At least 85 % of the mutants of each group must be killed: docs/decisions/0021-secrets.md
 * has the scores. `npm run mutate -- --mutate server/session/session-id.ts` tries one file.
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: [
    'server/session/{session-file,session-id,fresh-session}.ts',
    'server/files/{settled-file,file-exposure}.ts',
    'server/secrets/*.ts',
    'server/credentials/*.ts',
    'server/http/request-guard.ts',
    'server/{thrift/message-scanner,thrift/binary/binary-frame,thrift/json/json-frame,transport/frame-stream}.ts',
    'server/arrow/{arrow-stream,arrow-metadata,flatbuffer}.ts',
    'server/log.ts',
    'src/sql/secrets/*.ts',
    'src/table/csv.ts'
  ],
  // It copies the rest: the sources, their tests, and what these read.
  ignorePatterns: [
    '/.venv',
    '/build',
    '/lib',
    '/jupyterlab_omnisci',
    '/docs',
    '/test-results'
  ],
  disableTypeChecks: false,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 8_000,
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { allowColor: false, logTests: false },
  htmlReporter: { fileName: 'build/reports/mutation.html' },
  tempDirName: 'build/stryker',
  thresholds: { high: 95, low: 85, break: 85 }
};
