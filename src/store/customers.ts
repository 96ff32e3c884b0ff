/** Customers: rows that came down, what this terminal wrote over them, and one index of keys. */
import {
  customerDetailsSchema,
  EMPTY_DETAILS,
  patched,
  type CustomerDetails,
  type CustomerDocument,
  type CustomerPatch,
} from '../domain/customer/customer.ts'
import { matches, searchKeys, searchWords } from '../domain/customer/search.ts'
import type { Customers } from '../ports/customers.ts'
import type { Connection } from './connection.ts'
import type { Row } from './document-table.ts'

/** Customers that are looked at for one search; whoever has more of that name types on. */
const CANDIDATES = 500
/** Sorts behind every text that begins with what stands before it. */
const LAST = '\u{10FFFF}'

export function createCustomers(connection: Connection): Customers {
  const find = prepareFind(connection)
  const candidates = connection
    .prepare<[from: string, to: string, most: number], string>(
      `SELECT DISTINCT customer FROM customer_key
       WHERE key >= cast(? AS TEXT) AND key < cast(? AS TEXT) LIMIT ?`,
    )
    .pluck()
  const merged = connection
    .prepare<[string], string>(
      `SELECT id FROM customer WHERE data ->> '$.mergedInto' = ? AND deleted = 1`,
    )
    .pluck()
  const erase = connection.prepare<[string]>(
    'INSERT OR IGNORE INTO erased_customer (customer) VALUES (?)',
  )
  return {
    record: prepareRecord(connection, find),
    erase: (customer) => void erase.run(customer),
    find,
    family: (customer) => [customer, ...merged.all(customer)],
    search(text, most) {
      const words = searchWords(text)
      // The longest word leaves the fewest to look at.
      const [rarest] = words.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))
      if (!rarest) return []
      const ids = rarest.flatMap((way) => candidates.all(way, way + LAST, CANDIDATES))
      return [...new Set(ids)]
        .map(find)
        .filter((customer) => customer !== undefined)
        .filter(({ details }) => matches(searchKeys(details), words))
        .toSorted((a, b) => a.details.name.localeCompare(b.details.name) || (a.id < b.id ? -1 : 1))
        .slice(0, most)
    },
  }
}

interface OwnPoints {
  readonly moved: number
  readonly redemptions: number
}

/**
 * What this terminal's own sales did to the points and the pulled balance does not contain, also
 * those of whoever turned out to be the customer.
 */
const UNSENT_POINTS = `
  SELECT coalesce(sum(earned - redeemed), 0) AS moved,
    coalesce(sum(redeemed > 0), 0) AS redemptions
  FROM told_epoch CROSS JOIN own_points
    ON customer IN (
      SELECT @id UNION ALL
      SELECT id FROM customer WHERE data ->> '$.mergedInto' = @id AND deleted = 1
    ) AND epoch_ordinal = told_epoch.ordinal
    AND seq > coalesce(
      (SELECT contains FROM customer WHERE id = @id AND deleted = 0) ->> told_epoch.id, 0
    )`

function prepareFind(connection: Connection): Customers['find'] {
  const pulled = connection
    .prepare<[string], string>(
      `SELECT data FROM customer WHERE id = ? AND kind = 'customer' AND deleted = 0`,
    )
    .pluck()
  const own = connection
    .prepare<[string], string>(
      `SELECT details FROM own_customer WHERE customer = ? ORDER BY epoch_ordinal, seq`,
    )
    .pluck()
  const ownPoints = connection.prepare<[{ id: string }], OwnPoints>(UNSENT_POINTS)
  // The row of who was merged goes down as deleted, and names who it is now.
  const mergedInto = connection
    .prepare<[string], string>(
      `SELECT data ->> '$.mergedInto' FROM customer
       WHERE id = ? AND deleted = 1 AND data ->> '$.mergedInto' IS NOT NULL`,
    )
    .pluck()
  const isErased = connection
    .prepare<[string], number>('SELECT 1 FROM erased_customer WHERE customer = ?')
    .pluck()
  return (named) => {
    const id = mergedInto.get(named) ?? named
    if (isErased.get(id) !== undefined) return undefined
    const row = pulled.get(id)
    const patches = own.all(id)
    if (row === undefined && patches.length === 0) return undefined
    // Both were read by their schemas before they were written.
    const document = row === undefined ? undefined : (JSON.parse(row) as CustomerDocument)
    const details = patches.reduce<CustomerDetails>(
      (shown, patch) => patched(shown, JSON.parse(patch) as CustomerPatch),
      document?.details ?? EMPTY_DETAILS,
    )
    const { moved = 0, redemptions: unsentRedemptions = 0 } = ownPoints.get({ id }) ?? {}
    const points = (document?.points ?? 0) + moved
    return { id, details, points, unsentRedemptions, isProvisional: patches.length > 0 }
  }
}

/** The keys of what is shown now: a search finds a changed name at once, also offline. */
function prepareRecord(connection: Connection, find: Customers['find']): Customers['record'] {
  const insert = connection.prepare<[Row]>(
    `INSERT INTO own_customer (entry, customer, epoch_ordinal, seq, details)
     VALUES (@entry, @customer, @ordinal, @seq, @details)`,
  )
  const forgetKeys = connection.prepare<[string]>(
    `DELETE FROM customer_key WHERE customer = ? AND source = 'own'`,
  )
  const addKey = connection.prepare<[key: string, customer: string]>(
    `INSERT OR IGNORE INTO customer_key (key, customer, source) VALUES (?, ?, 'own')`,
  )
  return (customer, details, { id: entry, epoch, seq }) => {
    const text = JSON.stringify(details)
    insert.run({ entry, customer, ordinal: epoch.ordinal, seq, details: text })
    const shown = find(customer)
    if (!shown) return
    forgetKeys.run(customer)
    for (const key of searchKeys(customerDetailsSchema.parse(shown.details))) {
      addKey.run(key, customer)
    }
  }
}
