import { defineConfig } from 'vitest/config';

/** `unit` needs nothing built; `api` drives the built sidecar and sandbox over real sockets. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/repo/**/*.test.ts']
        }
      },
      {
        test: {
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
});
