/** What a database holds of what may have been promised, and what of a promise it lacks. */
import type { Database } from 'better-sqlite3'
import type { Promises } from './promises.ts'

export interface Held {
  readonly receipts: ReadonlySet<string>
  readonly closed: ReadonlySet<string>
  readonly epochs: ReadonlySet<string>
  /** By draft, the version as it stands; infinity for what was sold or abandoned since. */
  readonly carts: ReadonlyMap<string, number>
}

export const NOTHING_HELD: Held = {
  receipts: new Set(),
  closed: new Set(),
  epochs: new Set(),
  carts: new Map(),
}

export function readHeld(connection: Database): Held {
  const all = (field: string, kind: string): Set<string> =>
    new Set(
      connection
        .prepare<[string], string>(`SELECT canonical ->> '${field}' FROM journal WHERE kind = ?`)
        .pluck()
        .all(kind),
    )
  const ended = [...all('$.body.sale', 'sale-completed'), ...all('$.body.draft', 'cart-abandoned')]
  const open = connection
    .prepare<[], [string, number]>(`SELECT data ->> '$.id', data ->> '$.version' FROM draft`)
    .raw()
    .all()
  return {
    receipts: all('$.body.receipt', 'sale-completed'),
    closed: all('$.body.session', 'session-closed'),
    epochs: all('$.epoch.id', 'epoch-opened'),
    carts: new Map([...open, ...ended.map((draft) => [draft, Infinity] as const)]),
  }
}

/** Everything that was promised and is not held; `paths` are those of the files that are there. */
export function lackingIn(
  { receipts, closed, epochs, carts }: Held,
  paths: ReadonlySet<string>,
  promises: Promises,
): string[] {
  const missing = (promised: ReadonlySet<string>, there: ReadonlySet<string>, what: string) =>
    [...promised].filter((each) => !there.has(each)).map((each) => `${what} ${each}`)
  const { cart } = promises
  // As it was shown or further: changed, sold or abandoned since.
  const hasCart = cart === undefined || (carts.get(cart.draft) ?? -1) >= cart.version
  return [
    ...missing(promises.receipts, receipts, 'sale'),
    ...missing(promises.closed, closed, 'close of'),
    ...missing(promises.epochs, epochs, 'epoch'),
    ...missing(promises.backups, paths, 'backup'),
    ...(hasCart ? [] : [`cart ${cart.draft}`]),
  ]
}
