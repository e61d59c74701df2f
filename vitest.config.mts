import { defineConfig } from 'vitest/config';
import { isFull } from './test/helpers/scale';

/** For what hangs, and ten times what the slowest takes: a busy machine must not fail by it. */
const LIMITS = { testTimeout: 300_000, hookTimeout: 300_000 };

/**
 * `unit` needs nothing built; `api` drives the built sidecar and sandbox over real sockets; `trust`
 * does it under load, faults and attack, more often when `npm run test:trust` asks for it.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/repo/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } }
        }
      },
      {
        test: {
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          ...LIMITS
        }
      },
      {
        test: {
          name: 'trust',
          include: ['test/{faults,security}/**/*.test.ts'],
          ...LIMITS,
          ...(isFull && { testTimeout: 3_600_000 })
        }
      }
    ]
  }
});
