/**
 * Writing on a sheet: it moves nothing, so whoever is signed in may; booking it is what needs a
 * permission.
 */
import type { z } from 'zod'
import type {
  putOntoSchema,
  ScannedOnto,
  scanOntoSchema,
  setCountSchema,
  sheetCommandSchema,
  SheetView,
  strikeLineSchema,
} from '../../contract/terminal/stock.ts'
import { readScan } from '../../domain/barcode/scan.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { multiplyDivided } from '../../domain/money.ts'
import { ONE, QUANTITY_SCALE } from '../../domain/quantity.ts'
import { countOn, setCounted, strikeCounted } from '../../domain/stock/count-sheet.ts'
import {
  emptySheet,
  noteUnknown,
  setOrder,
  setQuantity,
  strike,
  writeDown,
  type Sheet,
  type SheetKind,
  type Written,
} from '../../domain/stock/sheet.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import { isKnownCard } from '../accounts/source.ts'
import { contextHere, signedIn } from '../authority.ts'
import { sellableView } from '../catalogue/views.ts'
import type { Core } from '../core.ts'
import { findScanned, type Found } from '../selling/scan.ts'
import { readShop, type Shop } from '../shop.ts'
import { momentIn, namingBy } from './moment.ts'
import { orderCalled, suppliedAs } from './supplied.ts'
import { sheetView } from './views.ts'

export interface SheetUses {
  sheet(input: { readonly kind: SheetKind }): Result<SheetView>
  scan(input: z.infer<typeof scanOntoSchema>): Result<ScannedOnto>
  put(input: z.infer<typeof putOntoSchema>): Result<SheetView>
  set(input: z.infer<typeof setCountSchema>): Result<SheetView>
  strike(input: z.infer<typeof strikeLineSchema>): Result<SheetView>
  discard(input: z.infer<typeof sheetCommandSchema>): Result<SheetView>
}

/** What is remembered of a scan; the sheet joins the answer when it is given. */
type ScanOutcome =
  | Exclude<ScannedOnto, { outcome: 'written' | 'noted' | 'ordered' }>
  | { readonly outcome: 'ordered' }
  | { readonly outcome: 'written' | 'noted'; readonly line: string; readonly text: string }

export function createSheetUses(core: Core): SheetUses {
  const edit = createEdit(core)
  return {
    sheet: ({ kind }) => shown(core, kind, signedIn(core) ? succeed(null) : fail('not-signed-in')),
    scan: (input) => scanOnto(core, input),
    put: ({ command, kind, variant, barcode }) =>
      shown(
        core,
        kind,
        inShop(core, 'stock.put', command, (shop, at) => {
          const goods = core.store.catalogue.byVariant(variant, shop.list.id, at)
          if (!goods) return fail('variant-unknown')
          const line = write(core, shop, kind, goods, barcode?.packQuantity ?? ONE, at)
          return line.ok ? succeed(null) : line
        }),
      ),
    set: (input) =>
      edit('stock.set', input, (sheet, shop, at) => {
        const { line, quantity } = input
        if (input.kind !== 'count') return setQuantity(sheet, line, quantity)
        return setCounted(sheet, line, quantity, momentIn(core, shop, at))
      }),
    strike: (input) =>
      edit('stock.strike', input, (sheet) =>
        input.kind === 'count' ? strikeCounted(sheet, input.line) : strike(sheet, input.line),
      ),
    discard: (input) => edit('stock.discard', input, () => succeed(null)),
  }
}

/** `change` answers null for a sheet that is thrown away. */
function createEdit(core: Core) {
  const { stockWork } = core.store
  return (
    procedure: string,
    input: z.infer<typeof sheetCommandSchema>,
    change: (sheet: Sheet, shop: Shop, at: number) => Result<Sheet | null>,
  ): Result<SheetView> => {
    const done = inShop(core, procedure, input.command, (shop, at) => {
      const before = expectSheet(core, input.kind, input)
      const after = before.ok ? change(before.value, shop, at) : before
      if (!after.ok) return after
      if (after.value) stockWork.put(after.value)
      else throwAway(core, input.kind)
      return succeed(null)
    })
    return shown(core, input.kind, done)
  }
}

/** Of a count that ends so, what is booked of it stays. */
function throwAway({ store: { stockWork } }: Core, kind: SheetKind): void {
  stockWork.clear(kind)
  if (kind === 'count') stockWork.forgetCounted()
}

/** So many thousandths of goods go onto the sheet; answers their line. */
function write(
  core: Core,
  shop: Shop,
  kind: SheetKind,
  { variant }: Sellable,
  count: number,
  at: number,
): Result<string> {
  const before = sheetOf(core, kind, at)
  const written =
    kind === 'count'
      ? countOn(before, variant, count, momentIn(core, shop, at), namingBy(core, shop, at))
      : writeDown(before, variant, count, core.random.id())
  return keep(core, written)
}

function keep(core: Core, written: Result<Written>): Result<string> {
  if (!written.ok) return written
  core.store.stockWork.put(written.value.sheet)
  return succeed(written.value.line)
}

type ScanInput = z.infer<typeof scanOntoSchema>

function scanOnto(core: Core, input: ScanInput): Result<ScannedOnto> {
  const done = inShop(core, 'stock.scan', input.command, (shop, at) =>
    scanned(core, input, shop, at),
  )
  if (!done.ok) return done
  const { value } = done
  if (value.outcome === 'unknown') return succeed({ ...value, text: input.text })
  if (value.outcome !== 'ordered' && !('line' in value)) return succeed(value)
  const sheet = viewOf(core, input.kind)
  return sheet.ok ? succeed({ ...value, sheet: sheet.value }) : sheet
}

function scanned(
  core: Core,
  { kind, text, symbology }: ScanInput,
  shop: Shop,
  at: number,
): Result<ScanOutcome> {
  const context = contextHere(core, shop, at, null)
  const read = readScan(text, symbology)
  const found = findScanned(core, read, { shop, context })
  if (found === 'misread') return fail('label-misread')
  const isSupplied = kind === 'receipt' && found.goods.length === 0
  const sheet = sheetOf(core, kind, at)
  const number = text.trim()
  const order = isSupplied ? orderCalled(core, sheet, number) : undefined
  if (order) {
    core.store.stockWork.put(setOrder(sheet, order.id))
    return succeed({ outcome: 'ordered' })
  }
  const goods = isSupplied ? suppliedAs(core, shop, sheet, { text: number, at }) : found.goods
  const [only, ...others] = goods
  if (!only && kind === 'receipt' && read.kind === 'gtin' && !isKnownCard(core, shop, text)) {
    const noted = keep(core, noteUnknown(sheet, read.gtin, core.random.id()))
    return noted.ok ? succeed({ outcome: 'noted', line: noted.value, text: read.gtin }) : noted
  }
  // It may be a code that is worth something: what is remembered does not have it.
  if (!only) return succeed({ outcome: 'unknown', text: '' })
  if (others.length > 0) {
    const choices = goods.map(sellableView)
    const blind = choices.map((each) => ({ ...each, onHand: null }))
    return succeed({ outcome: 'choose', choices: kind === 'count' ? blind : choices })
  }
  const line = write(core, shop, kind, only, countOf(only, found), at)
  return line.ok ? succeed({ outcome: 'written', line: line.value, text: '' }) : line
}

interface Seen {
  readonly sheet: string
  readonly version: number
}

/** The sheet in the version that the person saw; `sheet-changed` where it is another. */
export function expectSheet(
  { store }: Core,
  kind: SheetKind,
  { sheet: id, version }: Seen,
): Result<Sheet> {
  const sheet = store.stockWork.sheet(kind)
  return sheet?.id === id && sheet.version === version ? succeed(sheet) : fail('sheet-changed')
}

export function sheetOf({ store, random }: Core, kind: SheetKind, at: number): Sheet {
  return store.stockWork.sheet(kind) ?? emptySheet(random.id(), kind, at)
}

/** How many a scan puts down: what its label weighs, or its pack. */
function countOf({ packQuantity, variant }: Sellable, { marks: { measure } }: Found): number {
  const count = measure?.unit === variant.unit ? measure.quantity : ONE
  return multiplyDivided(count, packQuantity, QUANTITY_SCALE)
}

export function inShop<Answer>(
  core: Core,
  procedure: string,
  command: string,
  work: (shop: Shop, at: number) => Result<Answer>,
): Result<Answer> {
  return core.run(procedure, command, (at) => {
    const shop = readShop(core)
    if (!shop.ok) return shop
    return signedIn(core) ? work(shop.value, at) : fail('not-signed-in')
  })
}

export function shown(core: Core, kind: SheetKind, done: Result<null>): Result<SheetView> {
  return done.ok ? viewOf(core, kind) : done
}

function viewOf(core: Core, kind: SheetKind): Result<SheetView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const at = core.clock.now()
  return succeed(sheetView(core, shop.value, sheetOf(core, kind, at), at))
}
