/** A store in a folder of its own, closed and gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type StoreOptions, type TerminalStore } from '../../src/store/open.ts'
import { beginMigrated } from './migrated.ts'
import { optionsFor } from './shop.ts'

export * from './shop.ts'

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store that closes when the test is over. */
export function openTestStore(changes: Partial<StoreOptions> = {}): TerminalStore {
  const file = changes.file ?? join(temporaryFolder(), 'terminal.db')
  if (changes.file === undefined && changes.migrations === undefined) beginMigrated(file)
  const store = openStore(optionsFor(file, changes))
  onTestFinished(() => store.close())
  return store
}
