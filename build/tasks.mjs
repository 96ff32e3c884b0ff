/** What `npm run <task>` starts, and what has to be there before it does. */

/**
 * @typedef {'devices' | 'faults' | 'chromium' | 'postgres' | 'bundle'} Need
 * devices: what the drivers load; faults: what tests break things with; bundle: the built screens.
 *
 * @typedef {object} Task
 * @property {string} script from the root of the project; run by Node 24
 * @property {readonly Need[]} needs
 */

/** @type {Readonly<Record<string, Task>>} */
export const TASKS = {
  start: { script: 'src/commands/start.ts', needs: ['devices', 'bundle'] },
  test: {
    script: 'build/tasks/test.ts',
    needs: ['devices', 'faults', 'chromium', 'postgres', 'bundle'],
  },
  screens: {
    script: 'build/tasks/screens.ts',
    needs: ['devices', 'faults', 'chromium', 'postgres', 'bundle'],
  },
  check: { script: 'build/tasks/check.ts', needs: [] },
  demo: { script: 'src/commands/demo.ts', needs: ['devices', 'faults', 'bundle'] },
  bench: {
    script: 'tests/performance/run.ts',
    needs: ['devices', 'chromium', 'postgres', 'bundle'],
  },
  simulate: { script: 'tests/simulation/run.ts', needs: [] },
  powercut: { script: 'tests/crash/power-cut/run.ts', needs: ['faults'] },
  import: { script: 'src/commands/import.ts', needs: [] },
  'import-entries': { script: 'src/commands/import-entries.ts', needs: [] },
  exceptions: { script: 'src/commands/exceptions.ts', needs: [] },
  found: { script: 'src/commands/found.ts', needs: [] },
  taxes: { script: 'src/commands/taxes.ts', needs: [] },
  'tax-packs': { script: 'src/commands/tax-packs.ts', needs: [] },
  settings: { script: 'src/commands/settings.ts', needs: [] },
  mail: { script: 'src/commands/mail.ts', needs: [] },
  refunds: { script: 'src/commands/refunds.ts', needs: [] },
  terminals: { script: 'src/commands/terminals.ts', needs: [] },
  staff: { script: 'src/commands/staff.ts', needs: [] },
  'backend:restore': { script: 'src/commands/backend-restore.ts', needs: [] },
  restore: { script: 'src/commands/restore.ts', needs: [] },
  reset: { script: 'src/commands/reset.ts', needs: [] },
  enrol: { script: 'src/commands/enrol.ts', needs: [] },
  export: { script: 'src/commands/export.ts', needs: [] },
  books: { script: 'src/commands/books.ts', needs: [] },
  'may-remove': { script: 'src/commands/may-remove.ts', needs: [] },
  verify: { script: 'src/commands/verify.ts', needs: [] },
  backup: { script: 'src/commands/backup.ts', needs: [] },
  build: { script: 'build/tasks/bundle.ts', needs: [] },
  package: { script: 'build/tasks/package.ts', needs: ['bundle'] },
  messages: { script: 'build/tasks/messages.ts', needs: [] },
  format: { script: 'node_modules/oxfmt/bin/oxfmt', needs: [] },
}
