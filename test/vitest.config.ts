import { defineConfig } from 'vitest/config';

/** Two projects: `fast` needs nothing but the source; `e2e` needs the build and a browser. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/{proxy,contract,demo,run}/**/*.test.ts'],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // Each file starts processes of its own on ports of its own; two cores carry one at a time.
          fileParallelism: false,
        },
      },
    ],
  },
});
