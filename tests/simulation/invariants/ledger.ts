/** What the backend's database holds of the shop, read by SQL beside the backend's own code. */
import { sql } from 'kysely'
import { stockFeed } from '../../../src/backend/feeds/names.ts'
import type { FeedEnd } from '../witness.ts'
import type { World } from '../world.ts'

export interface Level {
  readonly item: string
  readonly opening: number
  readonly onHand: number
  /** Σ of the ledger's movements. */
  readonly moved: number
  /** Σ of those that brought goods. */
  readonly cameBack: number
  /** Σ by how much the exceptions say that it was oversold. */
  readonly shortBy: number
}

export interface KeptEntry {
  readonly terminal: string
  readonly seq: number
  readonly state: 'waiting' | 'applied' | 'forked' | 'parked'
  readonly hash: string | null
  readonly canonical: string
  readonly keyId: string
  readonly signature: string
  readonly personal: string | null
}

export interface Ledger {
  readonly entries: readonly KeptEntry[]
  /** The hashes of the applied ones. */
  readonly applied: ReadonlySet<string>
  readonly sales: readonly { readonly entry: string; readonly total: number }[]
  readonly levels: readonly Level[]
  /** How far the store's stock feed has come. */
  readonly stockFeed: FeedEnd
}

export async function readLedger({ backend, shop }: World): Promise<Ledger> {
  const { database } = backend.shared
  const { rows: entries } = await sql<KeptEntry>`
    select terminal, seq, state, hash, canonical, key_id as "keyId", signature, personal
    from entry order by terminal, seq
  `.execute(database)
  const { rows: levels } = await sql<Level>`
    select item, opening, on_hand as "onHand", (
      select coalesce(sum(quantity), 0)::bigint from stock_movement as m where m.item = level.item
    ) as moved, (
      select coalesce(sum(quantity), 0)::bigint from stock_movement as m
      where m.item = level.item and m.quantity > 0
    ) as "cameBack", (
      select coalesce(sum(short_by), 0)::bigint from stock_exception as e where e.item = level.item
    ) as "shortBy"
    from inventory_level as level order by item
  `.execute(database)
  const sales = await database.selectFrom('sale').select(['entry', 'total']).execute()
  const feed = await database
    .selectFrom('feed')
    .select(['generation', 'n', 'mark'])
    .where('name', '=', stockFeed(shop.store))
    .executeTakeFirstOrThrow()
  const applied = entries.filter(({ state }) => state === 'applied')
  return {
    ...{ entries, sales, levels, stockFeed: feed },
    applied: new Set(applied.map(({ hash }) => hash ?? '')),
  }
}
