import { defineConfig } from 'vitest/config';
import { isFull } from './test/helpers/scale';

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
      },
      {
        test: {
          name: 'trust',
          include: ['test/{faults,security}/**/*.test.ts'],
          testTimeout: isFull ? 3_600_000 : 120_000,
          hookTimeout: 120_000
        }
      }
    ]
  }
});
