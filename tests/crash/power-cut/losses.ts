/** How a power cut treats what was not synced, in ways that disks really have. */
import type { Change, Survival } from './disk.ts'

export const LOSSES = ['dropped', 'halved', 'torn'] as const
export type Loss = (typeof LOSSES)[number]

/** What a disk writes at once, or not at all. */
const SECTOR = 512

/**
 * `dropped`: nothing of it survives. `halved`: each write survives or not. `torn`: each sector of
 * each write survives or not, so that a later one may be there without the earlier ones, which is
 * also what writing in another order leaves behind.
 */
export function survivalOf(loss: Loss, chance: () => number): Survival {
  const isKept = (): boolean => chance() < 0.5
  switch (loss) {
    case 'dropped':
      return { names: () => 0, changes: () => [] }
    case 'halved':
      return {
        names: (pending) => Math.floor(chance() * (pending + 1)),
        changes: (pending) => pending.filter(isKept),
      }
    case 'torn':
      return {
        names: (pending) => Math.floor(chance() * (pending + 1)),
        changes: (pending) => pending.flatMap(sectorsOf).filter(isKept),
      }
  }
}

/** Cut where the disk's own sectors begin, not where the write does. */
function sectorsOf(change: Change): Change[] {
  if (change.kind === 'size') return [change]
  const { offset, bytes } = change
  const sectors: Change[] = []
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + SECTOR - ((offset + at) % SECTOR))
    sectors.push({ ...change, offset: offset + at, bytes: bytes.subarray(at, end) })
    at = end
  }
  return sectors
}
