/**
 * Makes the figures of reports anew from the entries, where an older program added them up, and
 * keeps what that one did not keep of till sessions.
 */
import type { Entry } from '../../domain/journal/facts.ts'
import { figuresOf } from '../../domain/reports/entry-figures.ts'
import { FIGURES_VERSION } from '../../domain/reports/figure.ts'
import { createSums, type FigureSums } from '../../domain/reports/sums.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { pagesOf } from '../verify/rows.ts'
import { entryId } from '../../domain/journal/entry.ts'
import { foldPrint } from '../fiscal/prints.ts'
import { foldTill } from '../tills/fold.ts'
import { foldClose } from './closings.ts'
import { keepDifferences } from './differences.ts'
import { keepFigureEntries } from './figure-entries.ts'
import { addFigures, isFigured } from './fold.ts'

interface Place {
  readonly tenant: string
  readonly store: string
}

/** Of every store whose figures are of an older version; answers how many there were. */
export async function rebuildOldFigures(backend: Backend): Promise<number> {
  const old = await backend.database
    .selectFrom('store')
    .select(['tenant', 'id as store'])
    .where('figures_version', '<', FIGURES_VERSION)
    .orderBy('tenant')
    .orderBy('id')
    .execute()
  for (const place of old) await rebuildFigures(backend, place)
  return old.length
}

/** In one transaction: until it ends reports show what they showed, and entries wait for it. */
export function rebuildFigures(backend: Backend, place: Place): Promise<void> {
  const { tenant, store } = place
  return write(backend, tenant, async (transaction) => {
    const { zone } = await transaction
      .selectFrom('store')
      .select('zone')
      .where('tenant', '=', tenant)
      .where('id', '=', store)
      .forUpdate()
      .executeTakeFirstOrThrow()
    for (const table of ['report_figure', 'stock_difference', 'figure_entry'] as const) {
      await transaction
        .deleteFrom(table)
        .where('tenant', '=', tenant)
        .where('store', '=', store)
        .execute()
    }
    await foldEverything(transaction, place, zone)
    await transaction
      .updateTable('store')
      .set({ figures_version: FIGURES_VERSION })
      .where('tenant', '=', tenant)
      .where('id', '=', store)
      .execute()
    return { value: undefined }
  })
}

async function foldEverything(
  transaction: Transaction,
  { tenant, store }: Place,
  zone: string,
): Promise<void> {
  const epochs = await transaction
    .selectFrom('epoch')
    .innerJoin('terminal', (join) =>
      join
        .onRef('terminal.tenant', '=', 'epoch.tenant')
        .onRef('terminal.id', '=', 'epoch.terminal'),
    )
    .select(['epoch.tenant', 'epoch.terminal', 'epoch.id', 'epoch.ordinal'])
    .select(['epoch.head_seq', 'epoch.head_hash'])
    .where('epoch.tenant', '=', tenant)
    .where('terminal.store', '=', store)
    .execute()
  for (const epoch of epochs) {
    // A page at a time: what a shop sold in years need not lie in memory.
    for await (const page of pagesOf(transaction, epoch)) {
      const dates = new Map<string, FigureSums>()
      for (const { state, canonical, hash } of page) {
        if (state === 'waiting') continue
        const entry = JSON.parse(canonical) as Entry
        const source = `${entryId(entry.epoch, entry.seq)}/${hash}`
        const isSecond = state === 'forked'
        const sender = { tenant, store, terminal: epoch.terminal }
        await foldTill(transaction, sender, { entry, source, isSecond })
        await foldPrint(transaction, sender, entry)
        if (entry.kind === 'session-closed') await foldClose(transaction, sender, entry, source)
        if (!isFigured(entry) || entry.kind === 'session-closed') continue
        await keepDifferences(transaction, sender, entry, source)
        await keepFigureEntries(transaction, sender, entry, source)
        const sums = dates.get(entry.businessDate) ?? createSums()
        dates.set(entry.businessDate, sums)
        sums.addAll(figuresOf(entry, zone))
      }
      const figures = [...dates].flatMap(([date, sums]) =>
        sums.figures().map((figure) => ({ date, ...figure })),
      )
      await addFigures(transaction, { tenant, store, terminal: epoch.terminal }, figures)
    }
  }
}
