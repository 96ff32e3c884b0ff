import { defineConfig } from 'vitest/config'
import { LongestFirst } from './build/longest-first.ts'
import { inMemory } from './build/memory-folder.ts'

/** These trace, kill or replace what the process that they run in has only once. */
const ALONE = [
  'tests/{simulation,faults,crash,electron}/**/*.test.ts',
  'tests/unit/electron-*.test.ts',
]

/**
 * A process for each file costs more than most files do: only who needs one of its own has it. The
 * tidy test stands apart to be counted once: by `npm run check`, not by `npm test`.
 */
export default defineConfig({
  test: {
    // better-sqlite3 and the serial and HID addons are loaded by real processes, not by threads.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    env: inMemory(),
    // A test's database lives for seconds: what is spent on optimising its engine is never earned.
    execArgv: ['--liftoff-only'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          globalSetup: ['tests/backend/template.ts'],
          isolate: false,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/tidy.test.ts', ...ALONE],
        },
      },
      {
        extends: true,
        test: { name: 'alone', globalSetup: ['tests/backend/template.ts'], include: ALONE },
      },
      // It reads the whole tree at once: how long that takes says nothing about the tree.
      {
        extends: true,
        test: { name: 'tidy', include: ['tests/tidy.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
})
