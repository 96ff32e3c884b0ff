/** From what a person typed to what the journal says: the same, once nothing is wrong with it. */
import type { z } from 'zod'
import {
  FROM_LATEST_MS,
  PENDING_LIMIT,
  type changeGoodsSchema,
  type createGoodsSchema,
} from '../../contract/terminal/goods.ts'
import { toGtin14 } from '../../domain/barcode/gtin.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import {
  BARCODES_LIMIT,
  crossedFields,
  type Goods,
  type GoodsChanged,
  type GoodsCreated,
  type GoodsPatch,
} from '../../domain/goods/change.ts'
import { beginOfDay } from '../../domain/time.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'

type Command<Of extends z.ZodType> = Omit<z.infer<Of>, 'command' | 'approval'>
export type CreateInput = Command<typeof createGoodsSchema>
export type ChangeInput = Command<typeof changeGoodsSchema>

export function creationOf(
  core: Core,
  { list, store }: Shop,
  input: CreateInput,
  at: number,
): Result<GoodsCreated> {
  const { department, taxClass, unit, unitPrice } = input
  const name = input.name.trim()
  const checked = check(core, { name, department, taxClass })
  if (!checked.ok) return checked
  const begin = beginOf(store, input.from, at)
  if (!begin.ok) return begin
  const variant = core.random.id()
  const barcodes = codesOf(core, input.codes, variant, [])
  if (!barcodes.ok) return barcodes
  const { random } = core
  const supplierNumber = input.supplierNumber?.trim() ?? ''
  return succeed({
    ...{ change: random.id(), product: random.id(), variant, item: random.id() },
    ...{ name, size: input.size.trim(), department, taxClass, unit, barcodes: barcodes.value },
    ...(supplierNumber !== '' && { supplierNumber }),
    price: { id: random.id(), list: list.id, unitPrice },
    from: begin.value,
  })
}

/**
 * `goods` are what a further wish goes from, priced by `list`. Answers undefined where nothing
 * would change, and `goods-outdated` where the person saw something else.
 */
export function changeOf(
  core: Core,
  { store }: Shop,
  { list, goods: standing }: { readonly list: string; readonly goods: Goods },
  input: ChangeInput,
  at: number,
): Result<GoodsChanged | undefined> {
  const { variant, department, taxClass, unitPrice } = input
  const name = trimmed(input.name)
  const size = trimmed(input.size)
  const supplierNumber = trimmed(input.supplierNumber)
  const wanted = { name: name?.to, department: department?.to, taxClass: taxClass?.to }
  const checked = check(core, wanted)
  if (!checked.ok) return checked
  const begin = beginOf(store, input.from, at)
  if (!begin.ok) return begin
  const from = begin.value
  const removed = input.removedBarcodes ?? []
  const kept = standing.barcodes.filter(({ id }) => !removed.includes(id))
  if (kept.length + removed.length !== standing.barcodes.length) return fail('goods-outdated')
  const added = codesOf(core, input.addedCodes ?? [], variant, kept)
  if (!added.ok) return added
  const hasCodes = added.value.length + removed.length > 0
  const price = unitPrice && {
    ...{ id: core.random.id(), list, unitPrice: unitPrice.to, was: unitPrice.was },
  }
  const patch: GoodsPatch = {
    ...differing({ name, size, department, taxClass, supplierNumber }),
    ...(hasCodes && { barcodes: { added: added.value, removed } }),
    // The same price again says something where it begins later, or another one does.
    ...(price && (from !== null || price.was !== price.unitPrice) && { price }),
  }
  if (crossedFields(standing, patch).length > 0) return fail('goods-outdated')
  const isNothing = Object.keys(patch).length === 0
  return succeed(isNothing ? undefined : { change: core.random.id(), variant, from, ...patch })
}

interface Checked {
  readonly name: string | undefined
  readonly department: string | undefined
  readonly taxClass: string | undefined
}

function check({ store }: Core, { name, department, taxClass }: Checked): Result<null> {
  const { catalogue, goods } = store
  if (goods.countPending() >= PENDING_LIMIT) {
    return fail('limit-goods-changes', { limit: PENDING_LIMIT })
  }
  if (name === '') return fail('goods-nameless')
  const knowsDepartment = catalogue.departments().some(({ id }) => id === department)
  if (department !== undefined && !knowsDepartment) return fail('department-unknown')
  if (taxClass !== undefined && !catalogue.taxClass(taxClass)) return fail('tax-class-unknown')
  return succeed(null)
}

/** The moment at which a business date begins; it must be to come, and not for ever away. */
function beginOf(
  { zone, dayStartsAtMinute }: Shop['store'],
  date: string | null,
  at: number,
): Result<number | null> {
  if (date === null) return succeed(null)
  const from = beginOfDay(date, zone, dayStartsAtMinute)
  const isToCome = from !== undefined && from > at && from <= at + FROM_LATEST_MS
  return isToCome ? succeed(from) : fail('from-implausible')
}

/** Codes as they were typed, as barcodes that nothing else carries. */
function codesOf(
  { store, random }: Core,
  typed: readonly string[],
  variant: string,
  kept: Goods['barcodes'],
): Result<GoodsCreated['barcodes']> {
  const known = new Set(kept.map(({ gtin }) => gtin))
  const added = new Map<string, string>()
  for (const code of typed) {
    const gtin = toGtin14(code.replaceAll(/[\s-]/g, ''))
    if (gtin === undefined) return fail('barcode-wrong', { code })
    const carrier = store.goods.carrierOf(gtin)
    if (carrier && carrier.variant !== variant) return fail('barcode-taken', { name: carrier.name })
    if (!known.has(gtin)) added.set(gtin, random.id())
  }
  if (known.size + added.size > BARCODES_LIMIT) {
    return fail('limit-barcodes', { limit: BARCODES_LIMIT })
  }
  return succeed([...added].map(([gtin, id]) => ({ id, gtin })))
}

interface Change {
  readonly was: string
  readonly to: string
}

function trimmed(change: Change | undefined): Change | undefined {
  return change && { was: change.was, to: change.to.trim() }
}

function differing<Field extends string>(
  changes: Readonly<Record<Field, Change | undefined>>,
): Partial<Record<Field, Change>> {
  const kept = (Object.entries(changes) as [Field, Change | undefined][]).filter(
    ([, change]) => change !== undefined && change.was !== change.to,
  )
  return Object.fromEntries(kept) as Partial<Record<Field, Change>>
}
