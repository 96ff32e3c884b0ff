/** A file of its own for RxDB's storage, and documents as RxDB's core would write them. */
import { join } from 'node:path'
import {
  fillWithDefaultSettings,
  normalizeMangoQuery,
  now,
  prepareQuery,
  type BulkWriteRow,
  type MangoQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb'
import { onTestFinished } from 'vitest'
import type { DocumentEvents } from '../../../src/store/documents.ts'
import { getRxStorageSQLite } from '../../../src/store/rx-storage-file.ts'
import { temporaryFolder } from '../terminal.ts'

export type Thing = Record<string, unknown>
export type Data = RxDocumentData<Thing>
export type Instance = RxStorageInstance<Thing, unknown, unknown, { seq: number }>

/** A schema of nobody's in particular: the key has another name than ours. */
export const things: RxJsonSchema<Thing> = {
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 80 },
    name: { type: 'string', maxLength: 40 },
    size: { type: 'integer', minimum: 0, maximum: 1000, multipleOf: 1 },
  },
  required: ['key'],
  indexes: ['size'],
}

export interface OpenChanges {
  readonly databaseName?: string
  readonly collectionName?: string
  readonly schema?: RxJsonSchema<Thing>
}

/** The path of a database that is gone when the test is over. */
export function newFile(): string {
  return join(temporaryFolder(), 'documents.db')
}

/** An instance that closes when the test is over. */
export async function openInstance(file: string, changes: OpenChanges = {}): Promise<Instance> {
  const { databaseName = 'database', collectionName = 'things', schema = things } = changes
  const instance = await getRxStorageSQLite({ file }).createStorageInstance<Thing>({
    databaseInstanceToken: 'token',
    databaseName,
    collectionName,
    schema: fillWithDefaultSettings(schema),
    options: {},
    multiInstance: true,
    devMode: false,
  })
  onTestFinished(() => instance.close())
  return instance as Instance
}

let revision = 0
export function doc(fields: Thing, lwt = now()): Data {
  revision += 1
  const own = { _deleted: false, _attachments: {}, _meta: { lwt }, _rev: `${String(revision)}-a` }
  return { ...own, ...fields }
}

export const inserted = (...documents: Data[]): BulkWriteRow<Thing>[] =>
  documents.map((document) => ({ document }))

export const changed = (previous: Data, fields: Thing): BulkWriteRow<Thing> => ({
  previous,
  document: { ...doc({ ...previous }), _meta: { lwt: now() }, _rev: nextRevision(), ...fields },
})

function nextRevision(): string {
  revision += 1
  return `${String(revision)}-a`
}

export function listen(instance: Instance): DocumentEvents[] {
  const bulks: DocumentEvents[] = []
  const told = instance.changeStream()
  const subscription = told.subscribe((bulk) => bulks.push(bulk as unknown as DocumentEvents))
  onTestFinished(() => subscription.unsubscribe())
  return bulks
}

export function prepared({ schema }: Pick<Instance, 'schema'>, query: MangoQuery<Thing>) {
  return prepareQuery(schema, normalizeMangoQuery(schema, query))
}
