/** Verifies the database in a worker, over a connection that only reads. */
import type { VerifiedDatabase, Verifier } from '../ports/verifier.ts'
import { verifyInWorker, type LongWork } from '../store/worker.ts'
import type { Verification } from '../store/verify.ts'

export interface RunningVerifier extends Verifier {
  /** Gives up what is under way. */
  close(): Promise<void>
}

export function createVerifier(file: string): RunningVerifier {
  const running = new Set<LongWork<Verification>>()
  const stop = (work: LongWork<Verification>): Promise<void> => {
    running.delete(work)
    return work.stop()
  }
  return {
    begin(onProgress) {
      const work = verifyInWorker(file, onProgress)
      running.add(work)
      const isStopped = (): boolean => !running.has(work)
      const done = work.done
        .then(viewOf, (error: unknown) => {
          if (isStopped()) return undefined
          throw error
        })
        .finally(() => running.delete(work))
      return { done, stop: () => void stop(work) }
    },
    async close() {
      await Promise.all([...running].map(stop))
    },
  }
}

function viewOf({ entries, sales, broken }: Verification): VerifiedDatabase {
  return { entries, sales, broken: broken && { receipt: null, ...broken } }
}
