/**
 * The settings that were pulled for this store and terminal, and what the terminal alone decides.
 */
import type { SettingsDocument, Staff } from '../domain/settings.ts'
import type { Identity } from '../ports/identity.ts'
import type { Settings } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { keptUntilChanged, type Documents } from './documents.ts'

export function createSettings(
  connection: Connection,
  documents: Documents,
  identity: () => Identity | undefined,
): Settings {
  const all = connection.prepare<[], string>('SELECT data FROM settings WHERE deleted = 0').pluck()
  const pulled = keptUntilChanged(documents, () =>
    // Each was read by its schema when it was pulled.
    all.all().map((data) => JSON.parse(data) as SettingsDocument),
  )
  const staff = keptUntilChanged(documents, () =>
    pulled()
      .filter((document): document is Staff => document.kind === 'staff')
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  )
  const own = <Kind extends SettingsDocument['kind']>(kind: Kind, id: string | undefined) =>
    pulled().find(
      (document): document is Extract<SettingsDocument, { kind: Kind }> =>
        document.kind === kind && document.id === id,
    )
  const local = connection
    .prepare<[string], string>('SELECT value FROM local_setting WHERE name = ?')
    .pluck()
  const setLocal = connection.prepare<[string, string]>(
    `INSERT INTO local_setting (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  )
  return {
    store: () => own('store', identity()?.store),
    terminal: () => own('terminal', identity()?.terminal),
    staff,
    staffMember: (id) => own('staff', id),
    local: (name) => local.get(name),
    setLocal: (name, value) => void setLocal.run(name, value),
  }
}
