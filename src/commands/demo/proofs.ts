/** What must be so at the end of the day, and at some times before: each part asked by itself. */
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Head } from '../../domain/journal/entry.ts'
import { QUANTITY_SCALE } from '../../domain/quantity.ts'
import { verifyJournal } from '../../store/verify.ts'
import { fileSecrets } from '../../system/secrets.ts'
import { createBackendClient } from '../backend-client.ts'
import { piecesOnline } from '../goods.ts'
import { ONLINE_ENTRIES } from './online.ts'
import type { Day } from './scene.ts'

export async function onlineStock(
  { floor }: Day,
  codes: readonly string[],
): Promise<Record<string, number>> {
  const stock: Record<string, number> = {}
  for (const code of codes) stock[code] = await piecesOnline(floor.owner, code)
  return stock
}

export async function proveStock(
  day: Day,
  name: string,
  codes: readonly string[],
  before: Readonly<Record<string, number>>,
  sold: readonly number[],
): Promise<void> {
  const expected = codes.map((code, index) => (before[code] ?? 0) - (sold[index] ?? 0))
  const reached = await day.cashier
    .until('the online stock', async () => {
      const stock = await onlineStock(day, codes)
      return codes.every((code, index) => stock[code] === expected[index]) && stock
    })
    .catch(() => onlineStock(day, codes))
  const holds = codes.every((code, index) => reached[code] === expected[index])
  day.telling.prove(name, 'The online store shows what the counter has left', holds, reached)
}

/** What the till's own screen shows of the goods, beside what the online store shows. */
export async function proveShelf(day: Day, codes: readonly string[]): Promise<void> {
  const { cashier, telling } = day
  const online = await onlineStock(day, codes)
  const look = async (): Promise<Record<string, number>> => {
    const shown: Record<string, number> = {}
    for (const code of codes) {
      const [goods] = await cashier.api.catalogue.search({ text: code })
      if (goods && goods.onHand !== null) shown[code] = goods.onHand / QUANTITY_SCALE
    }
    return shown
  }
  const agree = async (): Promise<boolean> => isDeepStrictEqual(await look(), online)
  // The last levels may still be on their way down.
  const holds = await cashier.until('the stock at the till', agree).catch(() => false)
  telling.prove('till', 'The till shows the same stock as the online store', holds, await look())
}

export async function proveJournal({ till, telling }: Day): Promise<void> {
  const { entries, sales, broken } = verifyJournal(join(till.folder, 'terminal.db'))
  telling.prove('journal', 'Every hash, link and signature of the journal is right', !broken, {
    entries,
    sales,
    ...(broken && { broken: `${String(broken.seq)}: ${broken.reason}` }),
  })
}

/** Asks with the terminal's own credential: nobody else is told its heads. */
export async function proveHeads({ floor, till, telling }: Day): Promise<void> {
  const { entries, heads: own } = verifyJournal(join(till.folder, 'terminal.db'))
  const token = fileSecrets(till.folder).credential()
  if (token === undefined) throw new Error('the till was never enrolled')
  const asTill = createBackendClient({ url: floor.backendUrl, token })
  const { heads, parked, forked } = await asTill.sync.heads({})
  const { applied } = await floor.owner.administration.figures()
  const isAll = applied === entries + ONLINE_ENTRIES && parked === 0 && !forked
  const holds = isDeepStrictEqual(heads, own) && isAll
  telling.prove('heads', 'The backend ends with the very entry with which the till ends', holds, {
    'at the till': headsText(own),
    'at the backend': headsText(heads),
    entries,
    applied,
    parked,
  })
}

function headsText(heads: readonly Head[]): string {
  return heads
    .map(({ epoch, seq, hash }) => `${String(epoch.ordinal)}/${String(seq)} ${hash.slice(0, 12)}`)
    .join(', ')
}

export async function proveLedger({ floor, telling }: Day): Promise<void> {
  const levels = await floor.owner.administration.levels({})
  const wrong = levels.filter((level) => level.onHand !== level.recomputed)
  telling.prove('stock', 'Every level is its opening and its movements', wrong.length === 0, {
    items: levels.length,
    wrong: wrong.length,
  })
}
