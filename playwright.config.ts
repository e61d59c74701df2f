import { defineConfig } from '@playwright/test';

/** Browser tests: one worker, for each file has a JupyterLab of its own and the machine is small. */
export default defineConfig({
  projects: [
    { name: 'ui', testDir: 'test/ui' },
    {
      name: 'trust-ui',
      testDir: 'test',
      testMatch: '{faults,security}/**/*.spec.ts'
    }
  ],
  outputDir: 'test-results',
  workers: 1,
  // In CI a second try tells a rare race from a fault; `npm test` names each that needed one.
  retries: process.env['CI'] ? 1 : 0,
  // For what hangs, and ten times what the slowest takes: a busy machine must not fail by them.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']
    ? [['list'], ['json']]
    : [['list']],
  use: {
    // Without it, a click on what stays covered waits for the whole test's time.
    actionTimeout: 120_000,
    viewport: { width: 1400, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      // As root, and without the calls home that Chromium makes by itself.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  }
});
