import { defineConfig } from 'vitest/config';

// `fast` is the inner loop: nothing installed, no Python. `slow` installs, trains, and drives terminals and browsers.
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      { test: { name: 'fast', include: ['tests/unit/**/*.test.ts', 'tests/contract/**/*.test.ts'] } },
      {
        test: {
          name: 'slow',
          include: ['tests/package/**/*.test.ts', 'tests/terminal/**/*.test.ts', 'tests/python/**/*.test.ts'],
          globalSetup: ['tests/support/install-package.ts'],
          // Two cores: projects that train side by side only get slower.
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
