/** The terminals' journals, epoch by epoch: each entry, its links, and what it moved. */
import { sql, type Selectable } from 'kysely'
import { wrongFigure } from '../../domain/journal/arithmetic.ts'
import { entryId } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { movementsIn } from '../../domain/journal/movement.ts'
import { createSessionDates, type SessionDates } from '../../domain/till/day.ts'
import { keysOf } from '../access/keys.ts'
import type { Reading } from '../backend.ts'
import type { EpochTable } from '../database/journal-tables.ts'
import { accountsMovedBy, findUnmovedAccount, type AccountMoved } from './moved-accounts.ts'
import { createLinks, isAccountedFor } from './links.ts'
import { createTotalsFold } from './totals.ts'
import { pagesOf, readRow, type KeptRow } from './rows.ts'

export interface JournalTally {
  readonly epochs: number
  /** Entries that took effect, or wait for others before them. */
  readonly entries: number
  readonly sales: number
  readonly movements: number
  readonly broken: string | undefined
}

export type KeptEpoch = Pick<
  Selectable<EpochTable>,
  'tenant' | 'terminal' | 'id' | 'ordinal' | 'head_seq' | 'head_hash'
>

export async function verifyEpochs(
  reading: Reading,
  onProgress: (entries: number) => void,
): Promise<JournalTally> {
  const epochs = await reading
    .selectFrom('epoch')
    .select(['tenant', 'terminal', 'id', 'ordinal', 'head_seq', 'head_hash'])
    .orderBy('tenant')
    .orderBy('terminal')
    .orderBy('ordinal')
    .orderBy('id')
    .execute()
  let dates = createSessionDates()
  let terminal = ''
  const tally = { epochs: epochs.length, entries: 0, sales: 0, movements: 0 }
  for (const epoch of epochs) {
    // A session may last into the terminal's next epoch.
    if (epoch.terminal !== terminal) dates = createSessionDates()
    terminal = epoch.terminal
    const broken = await verifyEpoch(reading, epoch, dates, (entry, movements) => {
      tally.entries += 1
      tally.sales += entry.kind === 'sale-completed' ? 1 : 0
      tally.movements += movements.length
    })
    if (broken !== undefined) return { ...tally, broken }
    onProgress(tally.entries)
  }
  return { ...tally, broken: undefined }
}

interface Moved {
  readonly seq: number
  readonly store: string
  readonly source: string
  readonly location: string
  readonly item: string
  readonly quantity: number
}

async function verifyEpoch(
  reading: Reading,
  epoch: KeptEpoch,
  dates: SessionDates,
  count: (entry: Entry, movements: readonly Moved[]) => void,
): Promise<string | undefined> {
  const keys = await keysOf(reading, epoch)
  const links = createLinks(epoch)
  const totals = createTotalsFold(reading, epoch)
  for await (const page of pagesOf(reading, epoch)) {
    const moved: Moved[] = []
    const money: AccountMoved[] = []
    for (const row of page) {
      const entry = readRow(row, epoch, keys)
      const wrong = typeof entry === 'string' ? entry : (wrongIn(entry, dates) ?? links.take(row))
      if (typeof entry === 'string' || wrong !== undefined) return named(epoch, row.seq, wrong)
      const wrongTotal = await totals.take(row, entry)
      if (wrongTotal !== undefined) return named(epoch, row.seq, wrongTotal)
      const movements = row.state === 'waiting' ? [] : movementsOf(row, entry)
      count(entry, movements)
      moved.push(...movements)
      if (row.state !== 'waiting') money.push(...accountsMovedBy(row, entry))
    }
    const unmoved = await findUnmoved(reading, epoch, moved)
    if (unmoved) return named(epoch, unmoved.seq, 'the stock did not move as it says')
    const unpaid = await findUnmovedAccount(reading, epoch, money)
    if (unpaid) return named(epoch, unpaid.seq, 'an account did not move as it says')
  }
  for (const hole of links.holes()) {
    if (!(await isAccountedFor(reading, epoch, hole))) return named(epoch, hole.from, 'it is gone')
  }
  return links.headIsRight() ? undefined : named(epoch, epoch.head_seq, 'it is not the head')
}

function named({ terminal, ordinal }: KeptEpoch, seq: number, wrong = ''): string {
  return `entry ${seq} of epoch ${ordinal} of terminal ${terminal}: ${wrong}`
}

function wrongIn(entry: Entry, dates: SessionDates): string | undefined {
  if (!dates.take(entry)) return 'its date is not that of its session'
  return entry.kind === 'sale-completed' ? wrongFigure(entry.body) : undefined
}

function movementsOf({ store, seq, hash }: KeptRow, entry: Entry): readonly Moved[] {
  const source = `${entryId(entry.epoch, seq)}/${hash}`
  return movementsIn(entry).map(({ location, item, quantity }, position) => ({
    ...{ seq, store, location, item, quantity },
    source: `${source}/${String(position)}`,
  }))
}

async function findUnmoved(
  reading: Reading,
  { tenant }: KeptEpoch,
  moved: readonly Moved[],
): Promise<Moved | undefined> {
  const { rows } = await sql<Moved>`
    select said.seq from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as said
      (seq bigint, store text, source text, location text, item text, quantity bigint)
    left join stock_movement as kept on kept.tenant = ${tenant} and kept.store = said.store
      and kept.source = said.source and kept.location = said.location
      and kept.item = said.item and kept.quantity = said.quantity
    where kept.source is null
    order by said.seq limit 1
  `.execute(reading)
  return rows[0]
}
