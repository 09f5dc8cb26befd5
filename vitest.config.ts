import { defineConfig } from 'vitest/config';

// `fast` is the inner loop: nothing installed, no Python. `slow` installs, trains, and drives terminals and browsers.
// `matrix` is not part of `npm test`: other Node versions, package managers, every choice of every template, every leak.
// Two cores: projects that train side by side only get slower.
const installed = {
  globalSetup: ['tests/support/install-package.ts'],
  fileParallelism: false,
  maxConcurrency: 2,
  testTimeout: 600_000,
  hookTimeout: 900_000,
};

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      // A busy machine is no fault of a test.
      {
        test: {
          name: 'fast',
          include: ['tests/unit/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          testTimeout: 30_000,
          // None of these changes its process (no mocks, folder or environment), so modules are loaded once for all of them.
          isolate: false,
          // Vitest leaves a core to itself, which is half of two.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'slow',
          include: ['tests/package/**/*.test.ts', 'tests/terminal/**/*.test.ts', 'tests/python/**/*.test.ts'],
          ...installed,
        },
      },
      { test: { name: 'matrix', include: ['tests/matrix/**/*.test.ts'], ...installed } },
    ],
  },
});
