/**
 * The tables of the collections: a JSON document each, and the journal in columns of its own.
 */
import { customerDetailsSchema } from '../domain/customer/customer.ts'
import { searchKeys } from '../domain/customer/search.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import { idOf, type Row, type StoredDocument, type TableShape } from './document-table.ts'

const BOOKKEEPING = ['rx_seq', 'deleted', 'lwt', 'rev']

function bookkeeping(row: Row): Pick<StoredDocument, '_deleted' | '_rev' | '_attachments'> {
  return { _deleted: row['deleted'] === 1, _rev: String(row['rev']), _attachments: {} }
}

function toJsonRow(document: StoredDocument): Row {
  // There are no attachments here; a field that is undefined is not in the JSON.
  const { _deleted, _rev, _meta, ...fields } = { ...document, _attachments: undefined }
  const { lwt, ...marks } = _meta
  const deleted = _deleted ? 1 : 0
  const meta = foldMarks(marks, _rev)
  return { deleted, lwt, rev: _rev, meta, data: JSON.stringify(fields) }
}

function toJsonDocument(row: Row): StoredDocument {
  const fields = JSON.parse(String(row['data'])) as { id: string }
  const kept = bookkeeping(row)
  const marks = unfoldMarks(row['meta'], kept._rev)
  return { ...fields, ...kept, _meta: { lwt: Number(row['lwt']), ...marks } }
}

/**
 * RxDB marks each pulled document with its origin, which says no more than its revision does: 90
 * bytes a row, which a million products need not carry.
 */
const PULLED = '{"o":"rev"}'

function originOf(revision: string): { readonly hash: string; readonly _rev: number } {
  const dash = revision.indexOf('-')
  return { hash: revision.slice(dash + 1), _rev: Number(revision.slice(0, dash)) }
}

function foldMarks(marks: Readonly<Record<string, unknown>>, revision: string): string | null {
  const names = Object.keys(marks)
  if (names.length === 0) return null
  const origin = originOf(revision)
  const mark = marks['o'] as Partial<typeof origin> | undefined
  const isPulled = names.length === 1 && mark?.hash === origin.hash && mark._rev === origin._rev
  return isPulled ? PULLED : JSON.stringify(marks)
}

function unfoldMarks(meta: Row[string] | undefined, revision: string): object {
  if (typeof meta !== 'string') return {}
  return meta === PULLED ? { o: originOf(revision) } : (JSON.parse(meta) as object)
}

const JSON_COLUMNS = [...BOOKKEEPING, 'meta', 'data']

function jsonShape(
  table: string,
  searched: Readonly<Record<string, string>>,
  primary = 'id',
): TableShape {
  return {
    table,
    primary,
    collection: undefined,
    inserted: ['id', ...JSON_COLUMNS],
    updated: JSON_COLUMNS,
    searched: { [primary]: 'id', ...searched },
    toRow: (document) => ({ id: idOf(document, primary), ...toJsonRow(document) }),
    toDocument: toJsonDocument,
  }
}

/**
 * RxDB's own collections and foreign ones share one table, so that no name of theirs becomes part
 * of a statement. Found by id and by sequence; what is searched by other fields is read through.
 */
export function sharedShape(collection: string, primary: string): TableShape {
  return {
    ...jsonShape('rx_document', {}, primary),
    collection,
    inserted: ['collection', 'id', ...JSON_COLUMNS],
  }
}

const journalShape: TableShape = {
  table: 'journal',
  primary: 'id',
  collection: undefined,
  inserted: [
    ...['id', 'epoch_ordinal', 'epoch_id', 'seq', 'hash', 'key_id', 'signature'],
    ...[...BOOKKEEPING, 'personal', 'canonical'],
  ],
  // Personal data may be erased; the triggers refuse the rest.
  updated: [...BOOKKEEPING, 'personal'],
  searched: { id: 'id', seq: 'seq' },
  toRow(document) {
    const entry = document as unknown as SealedEntry
    return {
      id: entry.id,
      epoch_ordinal: entry.epoch.ordinal,
      epoch_id: entry.epoch.id,
      seq: entry.seq,
      hash: entry.hash,
      key_id: entry.keyId,
      signature: entry.signature,
      deleted: document._deleted ? 1 : 0,
      lwt: document._meta.lwt,
      rev: document._rev,
      personal: entry.personal,
      canonical: entry.canonical,
    }
  },
  toDocument: (row) => ({
    ...toSealedEntry(row),
    ...bookkeeping(row),
    _meta: { lwt: Number(row['lwt']) },
  }),
}

/** A row of `journal` as it is sent; needs the columns that are named here. */
export function toSealedEntry(row: Row): SealedEntry {
  const personal = row['personal']
  return {
    id: String(row['id']),
    epoch: { ordinal: Number(row['epoch_ordinal']), id: String(row['epoch_id']) },
    seq: Number(row['seq']),
    canonical: String(row['canonical']),
    hash: String(row['hash']),
    keyId: String(row['key_id']),
    signature: String(row['signature']),
    personal: typeof personal === 'string' ? personal : null,
  }
}

const customerShape: TableShape = {
  ...jsonShape('customer', { kind: 'kind' }),
  inserted: ['id', ...JSON_COLUMNS, 'keys'],
  updated: [...JSON_COLUMNS, 'keys'],
  toRow(document) {
    const details = customerDetailsSchema.safeParse(document['details'])
    const keys = details.success ? searchKeys(details.data) : []
    return { id: idOf(document, 'id'), ...toJsonRow(document), keys: JSON.stringify(keys) }
  },
}

/** A variant's place among the best sellers: full-text rows are cheapest inserted in that order. */
function placeOf(document: StoredDocument): number {
  const rank = document['rank']
  return typeof rank === 'number' && rank > 0 ? rank : Number.MAX_SAFE_INTEGER
}

export const SHAPES = {
  journal: journalShape,
  catalogue: {
    ...jsonShape('catalogue', {
      kind: 'kind',
      gtin: 'gtin',
      variant: 'variant',
      product: 'product',
      department: 'department',
    }),
    order: placeOf,
  },
  pricing: jsonShape('pricing', { kind: 'kind', variant: 'variant', list: 'list' }),
  stock: jsonShape('stock', { location: 'location', item: 'item' }),
  sales: jsonShape('sales', {}),
  settings: jsonShape('settings', { kind: 'kind' }),
  customers: customerShape,
  accounts: jsonShape('account', { kind: 'kind' }),
  mails: jsonShape('told_mail', {}),
} as const satisfies Record<string, TableShape>

export type CollectionName = keyof typeof SHAPES
