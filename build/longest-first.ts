/**
 * The order of the test files: those with a process of their own last. They start many more, trace
 * them and wait for them, and take twice as long beside the tests of the screens, which are over by
 * then. Among each, those that take longest first, so that none of them begins when the other core
 * has nothing left to do. By their names, since a fresh clone remembers no durations.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = [
  'simulation/simulation',
  'faults/io',
  'crash/killed-steps',
  'crash/power-cut',
  'crash/backend',
  'crash/core',
  'faults/keeping',
  'crash/blocked',
  'faults/core',
  'backend/durability',
  'backend/demo-backend',
  'backend/feeds',
  'backend/crash',
  'sync/network',
  'store/restore',
  'store/verify-command',
  'backend/restore',
  'sync/recovered',
  'sync/repair',
  'store/backup',
  'store/export',
  'application/permissions',
  'backend/shop-page',
  'device/scanner-serial',
  'backend/import-entries',
  'backend/import-command',
  'sync/epochs',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files)
    return others.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId, project }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.includes(`/tests/${name}.test.`))
  const among = place < 0 ? LONGEST.length : place
  return project.config.isolate ? among + LONGEST.length + 1 : among
}
