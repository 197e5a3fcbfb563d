import { defineConfig } from '@playwright/test';

/** The product from outside: one server a worker, people in their own browser processes. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/run-setup.ts',
  testMatch: '{flows,interop}/*.spec.ts',
  outputDir: 'test-results/flows',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
});
