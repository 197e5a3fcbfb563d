import { defineConfig } from 'vitest/config';

/** Tests that need a real database, socket, SFU, browser or build end in one of these; all others need nothing but Node. */
const integration = ['**/*.{db,net,sfu,browser,build}.test.ts', 'server/storage/**/*.test.ts'];
const left = ['**/node_modules/**', '**/dist/**', 'e2e/**', 'data/**'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...left, ...integration] } },
      {
        test: {
          name: 'integration',
          include: integration,
          exclude: left,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          pool: 'forks',
        },
      },
    ],
  },
});
