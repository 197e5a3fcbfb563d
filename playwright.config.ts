import { defineConfig } from '@playwright/test';
import { lanes } from './e2e/lanes.mjs';

/** The product from outside: one server a worker, people in browsers of their own. A lane has its number of workers from whoever runs it. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/run-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  projects: Object.entries(lanes).map(([name, { flows }]) => ({
    name,
    testMatch: flows.map((file) => `**/e2e/${file}`),
    outputDir: `test-results/flows-${name}`,
  })),
});
