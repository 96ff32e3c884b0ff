/** A terminal's database goes on under a new key: after a replacement, or when it was forked. */
import type { Head } from '../domain/journal/entry.ts'
import type { Identity } from '../ports/identity.ts'
import { composeStore, type StoreParts } from './compose.ts'
import { openConnection } from './connection.ts'
import { takeLock, type Lock } from './lock.ts'
import { migrate, readMigrations } from './migrations.ts'
import { finishSwap } from './recovery/swap.ts'
import { withStoreFailures } from './sqlite-failure.ts'

export interface ReplaceOptions extends StoreParts {
  readonly file: string
  readonly migrations: string
}

/** Holds the database, so that no terminal runs meanwhile, until it is released. */
export function holdDatabase(file: string): Lock {
  return withStoreFailures(() => {
    const lock = takeLock(file)
    finishSwap(file)
    return lock
  })
}

/** Whose database it is; undefined before enrolment. For whoever holds it. */
export function ownerOf(options: ReplaceOptions): Identity | undefined {
  return using(options, (store) => store.identity.current())
}

/**
 * Opens an epoch 'replaced' that names the new key, and takes back the sign that two write under
 * this name. Does nothing where that was done already. For whoever holds the database.
 */
export function goOnUnderKey(options: ReplaceOptions): Head {
  return using(options, (store) => {
    const head = store.journal.head()
    const [opened] = store.delivery.entriesAfter(head.epoch.id, 0, 1)
    if (opened?.keyId === options.secrets.keyId) return head
    return store.transaction(() => {
      store.delivery.unfork()
      return store.delivery.renew('replaced')
    })
  })
}

function using<Answer>(
  options: ReplaceOptions,
  work: (store: ReturnType<typeof composeStore>) => Answer,
): Answer {
  return withStoreFailures(() => {
    const { file, migrations, clock } = options
    const connection = openConnection(file)
    try {
      migrate(connection, readMigrations(migrations), clock.now())
      return work(composeStore(connection, options))
    } finally {
      connection.close()
    }
  })
}
