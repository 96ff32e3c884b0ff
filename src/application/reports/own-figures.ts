/** What this terminal's own entries come to, by business date. */
import type { Entry } from '../../domain/journal/facts.ts'
import { figuresOf } from '../../domain/reports/entry-figures.ts'
import type { Figure } from '../../domain/reports/figure.ts'
import { createSums, type FigureSums } from '../../domain/reports/sums.ts'
import type { NumberedEntry } from '../../ports/reports.ts'
import type { Core } from '../core.ts'

export interface OwnDay {
  readonly date: string
  readonly figures: readonly Figure[]
  /** What goods and promotions were called when they were sold, by id. */
  readonly names: ReadonlyMap<string, string>
}

export interface OwnFigures {
  /** `zone` is the store's. Commands that come meanwhile go first. */
  days(dates: readonly string[], zone: string): Promise<OwnDay[]>
}

/** Entries that are read between two looks at what else is to be done: some milliseconds. */
const ENTRIES_AT_ONCE = 50
/** Days whose sums are kept: a month and what it is compared with. The longest unread goes. */
const DAYS_KEPT = 100

interface KeptDay {
  readonly sums: FigureSums
  readonly names: Map<string, string>
  /** The last entries that are in the sums: a day is read on from there, never again. */
  lastSale: string
  lastOther: string
}

export function createOwnFigures({ store, clock }: Core): OwnFigures {
  const kept = new Map<string, KeptDay>()
  let keptZone = ''
  /** One reading at a time: two that go on from one place would add the same twice. */
  let turn: Promise<unknown> = Promise.resolve()

  const dayOf = (date: string): KeptDay => {
    const day = kept.get(date) ?? {
      ...{ sums: createSums(), names: new Map<string, string>(), lastSale: '', lastOther: '' },
    }
    kept.delete(date)
    kept.set(date, day)
    const [oldest] = kept.keys()
    if (kept.size > DAYS_KEPT && oldest !== undefined) kept.delete(oldest)
    return day
  }
  const take = (day: KeptDay, entries: readonly NumberedEntry[], zone: string): void => {
    for (const { entry } of entries) {
      day.sums.addAll(figuresOf(entry, zone))
      noteNames(day.names, entry)
    }
  }
  const readOn = async (date: string, zone: string): Promise<OwnDay> => {
    const day = dayOf(date)
    for (;;) {
      const sales = store.figured.sales(date, day.lastSale, ENTRIES_AT_ONCE)
      const others = store.figured.others(date, day.lastOther, ENTRIES_AT_ONCE)
      take(day, sales, zone)
      take(day, others, zone)
      day.lastSale = sales.at(-1)?.id ?? day.lastSale
      day.lastOther = others.at(-1)?.id ?? day.lastOther
      if (sales.length < ENTRIES_AT_ONCE && others.length < ENTRIES_AT_ONCE) break
      await clock.sleep(0)
    }
    return { date, figures: day.sums.figures(), names: day.names }
  }
  const readDays = async (dates: readonly string[], zone: string): Promise<OwnDay[]> => {
    if (zone !== keptZone) kept.clear()
    keptZone = zone
    const days: OwnDay[] = []
    for (const date of dates) days.push(await readOn(date, zone))
    return days
  }
  return {
    days(dates, zone) {
      const reading = turn.then(() => readDays(dates, zone))
      // Whoever asked is told; the next one reads all the same.
      turn = reading.catch(() => undefined)
      return reading
    },
  }
}

function noteNames(names: Map<string, string>, entry: Entry): void {
  if (entry.kind !== 'sale-completed') return
  for (const { variant, name, size, discounts = [] } of entry.body.lines) {
    if (variant !== null) names.set(variant, size === '' ? name : `${name} ${size}`)
    for (const discount of discounts) {
      if (discount.kind === 'promotion') names.set(discount.source, discount.name)
    }
  }
}
