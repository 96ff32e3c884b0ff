/** Closings that the journal has lost, as the backend told them and as they prove themselves. */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Entry } from '../domain/journal/facts.ts'
import type { Place } from '../ports/backend-link.ts'
import {
  TOLD_CLOSINGS_LIMIT,
  type ToldClosings,
  type ToldPage,
  type ToldWhat,
} from '../ports/told-closings.ts'
import type { Connection } from './connection.ts'
import { prepareIdentity } from './enrolment.ts'
import type { Transactions } from './transactions.ts'
import { isRight, readPublicKey, readSealed, type SealedRow } from './verify/sealed-row.ts'

type ClosingEntry = Entry<'session-closed'> | Entry<'fiscal-closed'>

interface Proven {
  readonly entry: ClosingEntry
  readonly sealed: SealedEntry
  readonly prints: number
}

export function createToldClosings(
  connection: Connection,
  transactions: Transactions,
): ToldClosings {
  const identity = prepareIdentity(connection)
  const held = connection.prepare<[number], { ordinal: number; id: string; seq: number }>(
    `SELECT ordinal, id, max(seq) AS seq FROM (
       SELECT ordinal, id, seq FROM closings_told
       UNION ALL
       SELECT ordinal, id, coalesce((
         SELECT max(seq) FROM journal WHERE epoch_ordinal = epoch.ordinal
       ), 0) FROM epoch
     ) GROUP BY id ORDER BY ordinal DESC LIMIT ?`,
  )
  const reach = connection.prepare<[{ id: string; ordinal: number; seq: number }]>(
    `INSERT INTO closings_told (id, ordinal, seq) VALUES (@id, @ordinal, @seq)
     ON CONFLICT (id) DO UPDATE SET seq = max(seq, excluded.seq)`,
  )
  const ownOpening = connection
    .prepare<[number, string], string>(
      `SELECT canonical FROM journal
       WHERE epoch_ordinal = (SELECT ordinal FROM epoch WHERE ordinal = ? AND id = ?) AND seq = 1`,
    )
    .pluck()
  const insert = prepareInsert(connection)
  const heldOf = (most: number): Place[] =>
    held.all(most).map(({ ordinal, id, seq }) => ({ epoch: { ordinal, id }, seq }))
  const beyond = (reached: readonly Place[]): Place[] => {
    const known = new Map(heldOf(Number.MAX_SAFE_INTEGER).map((each) => [each.epoch.id, each.seq]))
    return reached.filter(({ epoch, seq }) => seq > (known.get(epoch.id) ?? 0))
  }
  const isOwn = (entry: Entry): boolean => {
    const own = identity()
    const { tenant, store, terminal } = entry
    return tenant === own?.tenant && store === own.store && terminal === own.terminal
  }
  const keyOf = ({ epoch }: SealedEntry, openings: ToldPage['openings']): string | undefined => {
    const own = ownOpening.get(epoch.ordinal, epoch.id)
    if (own !== undefined) return (JSON.parse(own) as Entry<'epoch-opened'>).body.publicKey
    const opening = openings.find((each) => each.epoch.id === epoch.id)
    const entry = opening && read(opening)
    if (!opening || entry?.kind !== 'epoch-opened' || !isOwn(entry)) return undefined
    return isSigned(opening, entry.body.publicKey) ? entry.body.publicKey : undefined
  }
  return {
    isBehind: (reached) => beyond(reached).length > 0,
    held: heldOf,
    keep(what, page) {
      const order = createOrder()
      const proven: Proven[] = []
      for (const { entry: sealed, prints } of page.closings) {
        const entry = read(sealed)
        if (!isClosing(entry, what) || !isOwn(entry)) return 'an entry is none of its own closings'
        const key = keyOf(sealed, page.openings)
        if (key === undefined || !isSigned(sealed, key)) return 'an entry is not signed by its key'
        const wrong = order(entry)
        if (wrong !== undefined) return wrong
        proven.push({ entry, sealed, prints })
      }
      transactions.run(() => proven.forEach(insert))
      return undefined
    },
    finish(reached) {
      transactions.run(() => {
        for (const { epoch, seq } of beyond(reached)) reach.run({ ...epoch, seq })
      })
    },
  }
}

export interface ToldRow extends Omit<SealedRow, 'kind' | 'at'> {
  readonly prints: number
}

/** As it was proven when it was told; undefined where its row is not that any more. */
export function readTold(row: ToldRow): Entry | undefined {
  const entry = readSealed(row)
  return typeof entry === 'string' ? undefined : entry
}

function read({ epoch, keyId, ...sealed }: SealedEntry): Entry | undefined {
  const place = { epoch_ordinal: epoch.ordinal, epoch_id: epoch.id, key_id: keyId }
  const entry = readSealed({ ...sealed, ...place })
  return typeof entry === 'string' ? undefined : entry
}

function isSigned({ keyId, hash, signature }: SealedEntry, publicKey: string): boolean {
  const known = readPublicKey(publicKey)
  return known?.id === keyId && isRight({ key: known.key, hash, signature })
}

function isClosing(entry: Entry | undefined, what: ToldWhat): entry is ClosingEntry {
  if (what === 'closings') return entry?.kind === 'fiscal-closed'
  return entry?.kind === 'session-closed' && entry.body.z !== undefined
}

/** Takes closings, the newest first, and answers what is wrong with their places and numbers. */
function createOrder(): (entry: ClosingEntry) => string | undefined {
  const newer = new Map<string, ClosingEntry>()
  return (entry) => {
    if (lastOf(entry) !== entry.prevHash) return 'a closing does not follow the entry that it says'
    const line = `${kindOf(entry)} ${entry.epoch.id}`
    const next = newer.get(line)
    newer.set(line, entry)
    if (!next) return undefined
    const before = Math.max(numberOf(entry), afterOf(next) ?? 0)
    return next.seq > entry.seq && numberOf(next) === before + 1
      ? undefined
      : 'the number of a closing does not follow the one before it'
  }
}

function afterOf(entry: ClosingEntry): number | undefined {
  return entry.kind === 'fiscal-closed' ? entry.body.after : entry.body.z?.after
}

function lastOf(entry: ClosingEntry): string | undefined {
  return entry.kind === 'fiscal-closed' ? entry.body.last.hash : entry.body.z?.report.last.hash
}

function kindOf(entry: ClosingEntry): 'z' | 'day' | 'month' | 'year' {
  return entry.kind === 'fiscal-closed' ? entry.body.kind : 'z'
}

function numberOf(entry: ClosingEntry): number {
  return entry.kind === 'fiscal-closed' ? entry.body.number : (entry.body.z?.number ?? 0)
}

/** And lets the oldest go where there are too many. */
function prepareInsert(connection: Connection) {
  const add = connection.prepare(
    `INSERT INTO told_closing (id, kind, number, session, epoch_ordinal, epoch_id, seq, canonical,
       hash, key_id, signature, prints)
     VALUES (@id, @kind, @number, @session, @ordinal, @epoch, @seq, @canonical, @hash, @keyId,
       @signature, @prints)
     ON CONFLICT (id) DO UPDATE SET prints = max(prints, excluded.prints)`,
  )
  const trim = connection.prepare<[number, number, number]>(
    `DELETE FROM told_closing WHERE (kind = 'z') = ? AND id NOT IN (
       SELECT id FROM told_closing WHERE (kind = 'z') = ? ORDER BY id DESC LIMIT ?)`,
  )
  return ({ entry, sealed, prints }: Proven): void => {
    const { epoch, seq, canonical, hash, keyId, signature, id } = sealed
    const session = entry.kind === 'session-closed' ? entry.body.session : null
    add.run({
      ...{ id, kind: kindOf(entry), number: numberOf(entry), session },
      ...{ ordinal: epoch.ordinal, epoch: epoch.id, seq, canonical, hash, keyId, signature },
      prints,
    })
    const isZ = kindOf(entry) === 'z' ? 1 : 0
    trim.run(isZ, isZ, TOLD_CLOSINGS_LIMIT)
  }
}
