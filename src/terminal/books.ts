/** Writes books beside the database, in a worker; each into a folder that is named after them. */
import { join } from 'node:path'
import { compactInstant } from '../domain/time.ts'
import type { Books } from '../ports/books.ts'
import type { Clock } from '../ports/clock.ts'
import type { Identity } from '../ports/identity.ts'
import type { Secrets } from '../ports/secrets.ts'
import { StoreFailure } from '../ports/store.ts'
import { signBooks } from '../store/books/write.ts'
import { booksInWorker } from '../store/worker.ts'

export interface BooksParts {
  /** Of the terminal. */
  readonly folder: string
  readonly clock: Clock
  readonly secrets: Secrets
  readonly identity: () => Identity | undefined
}

export function createBooks({ folder, clock, secrets, identity }: BooksParts): Books {
  return {
    async write({ from, to }) {
      const at = clock.now()
      const code = identity()?.terminalCode ?? ''
      const target = join(folder, 'books', `${code}-${from}-${to}-${compactInstant(at)}`)
      const { keyId, publicKey } = secrets
      const order = { file: join(folder, 'terminal.db'), folder: target, from, to, at }
      try {
        const unsigned = await booksInWorker({ ...order, key: { keyId, publicKey } }).done
        if (!unsigned) return undefined
        signBooks(target, unsigned, secrets)
        return { folder: target, ...unsigned, keyId }
      } catch (error) {
        if (error instanceof StoreFailure) throw error
        throw new StoreFailure('disk-failed', String(error), { cause: error })
      }
    },
  }
}
