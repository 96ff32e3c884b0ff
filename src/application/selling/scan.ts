/** A scan: the shortest way from a beep to a line of the cart. */
import type { z } from 'zod'
import type { ScanAnswer, scanSchema } from '../../contract/terminal/commands.ts'
import { readScan } from '../../domain/barcode/scan.ts'
import { succeed, type Failure, type Result } from '../../domain/failure.ts'
import type { Sellable } from '../../ports/store.ts'
import type { TillAuthority } from '../authority.ts'
import { sellableView } from '../catalogue/views.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import { setCustomer } from '../../domain/selling/cart.ts'
import { lineOf } from './line.ts'
import type { LinePutter } from './put-line.ts'

export type ScanInput = z.infer<typeof scanSchema>
export type Scan = (input: ScanInput) => Promise<Result<ScanAnswer>>

/** Customers of whom a number may be a part; two with one card are nobody in particular. */
const CARDS_LIMIT = 20

/** What is remembered of a scan; the cart joins the answer when it is given. */
type ScanOutcome = Exclude<ScanAnswer, { outcome: 'added' }> | { readonly outcome: 'added' }

export function createScan(core: Core, current: CurrentDraft, lines: LinePutter): Scan {
  const act = (input: ScanInput, authority: TillAuthority): Result<ScanOutcome> => {
    const { text, symbology } = input
    const scan = readScan(text, symbology)
    if (scan.kind === 'receipt') return succeed({ outcome: 'receipt', number: scan.number })
    const found = findScanned(core, scan, authority)
    const [only, ...others] = found
    if (!only) return nameHolder(core, current, text, authority)
    if (others.length > 0) {
      return succeed({ outcome: 'choose', text, choices: found.map(sellableView) })
    }
    const line = lineOf(only, input.quantity, core.random.id(), authority.context.at)
    if (!line.ok) return blockedOr(line.failure, only, text)
    const added = lines.put(line.value)
    return added.ok ? succeed({ outcome: 'added' }) : added
  }
  return async (input) => {
    const done = await lines.run('draft.scan', input.command, (authority) => act(input, authority))
    if (!done.ok) return done
    const { value } = done
    return succeed(value.outcome === 'added' ? { ...value, draft: current.view() } : value)
  }
}

function findScanned(
  { store: { catalogue } }: Core,
  scan: ReturnType<typeof readScan>,
  { shop, context }: TillAuthority,
): readonly Sellable[] {
  return scan.kind === 'gtin' ? catalogue.byGtin(scan.gtin, shop.list.id, context.at) : []
}

/** What is no goods may be the card of a customer: then the sale is theirs. */
function nameHolder(
  { store: { customers } }: Core,
  current: CurrentDraft,
  text: string,
  { context }: TillAuthority,
): Result<ScanOutcome> {
  const holders = customers.search(text, CARDS_LIMIT).filter(({ details }) => details.card === text)
  const [holder, ...others] = holders
  if (!holder || others.length > 0) return succeed({ outcome: 'unknown', text })
  const draft = current.free()
  if (!draft.ok) return draft
  const after = setCustomer(draft.value, holder.id, context.at)
  if (after !== draft.value) current.put(draft.value, after)
  return succeed({ outcome: 'added' })
}

/** What is known and cannot be sold as it is, is told where its line would have stood. */
function blockedOr(failure: Failure, { variant }: Sellable, text: string): Result<ScanOutcome> {
  if (failure.code !== 'price-missing' && failure.code !== 'tax-missing') {
    return { ok: false, failure }
  }
  return succeed({ outcome: 'blocked', text, name: variant.name, reason: failure.code })
}
