/**
 * The order of the test files: those that take longest first, so that none of them begins when the
 * other core has nothing left to do. By their names, since a fresh clone remembers no durations.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = [
  'simulation/simulation',
  'faults/io',
  'crash/killed-steps',
  'backend/durability',
  'crash/power-cut',
  'store/restore',
  'crash/core',
  'crash/blocked',
  'faults/keeping',
  'backend/feeds',
  'sync/recovered',
  'sync/repair',
  'sync/epochs',
  'store/backup',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files)
    return others.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.includes(`/tests/${name}.test.`))
  return place < 0 ? LONGEST.length : place
}
