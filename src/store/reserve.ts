/**
 * A file beside the database that is nothing but room: deleted, it lets a sale on a full disk end.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Random } from '../ports/random.ts'
import { StoreFailure, type Reserve } from '../ports/store.ts'
import { withStoreFailures } from './sqlite-failure.ts'

/** A sale of the largest size with its receipt is a small part of it. */
export const RESERVE_BYTES = 8 * 1024 * 1024
/** What repeats only after so much keeps its size on a file system that compresses. */
const PIECE_BYTES = 1024 * 1024

/** A reserve that can be made again. */
export interface KeptReserve extends Reserve {
  /** Makes it anew where it was spent. Throws `StoreFailure` where the disk has no room for it. */
  restore(): void
}

/** Of a store that keeps none. */
export const NO_RESERVE: KeptReserve = {
  spend: () => false,
  isSpent: () => false,
  restore: () => undefined,
}

/**
 * The reserve of a database as it lies there; `restore` makes it where it is missing. It is made
 * only where as much again stays free: else what is written next would spend it at once.
 */
export function createReserve(database: string, random: Random): KeptReserve {
  const file = `${database}.reserve`
  const part = `${file}.part`
  rmSync(part, { force: true })
  let isSpent = statSync(file, { throwIfNoEntry: false })?.size !== RESERVE_BYTES
  return {
    isSpent: () => isSpent,
    spend() {
      if (isSpent) return false
      rmSync(file, { force: true })
      isSpent = true
      return true
    },
    restore() {
      if (!isSpent) return
      withStoreFailures(() => {
        const { bavail, bsize } = statfsSync(dirname(file))
        if (bavail * bsize < 2 * RESERVE_BYTES) {
          throw new StoreFailure('disk-full', 'there is no room for the reserve')
        }
        try {
          fill(part, random.bytes(PIECE_BYTES))
          renameSync(part, file)
        } catch (error) {
          rmSync(part, { force: true })
          throw error
        }
        isSpent = false
      })
    },
  }
}

function fill(path: string, piece: Uint8Array): void {
  const handle = openSync(path, 'w', 0o600)
  try {
    for (let size = 0; size < RESERVE_BYTES; size += piece.length) writeFileSync(handle, piece)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
