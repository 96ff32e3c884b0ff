/** The tax classes of a shop. What they were is on the lines that were rung with it. */
import {
  TAX_CLASSES_LIMIT,
  type ChangeRates,
  type NewTaxClass,
} from '../../contract/backend/tax-classes.ts'
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { ratesAt, TAX_CHANGES_LIMIT } from '../../domain/pricing/tax-rate.ts'
import { beginOfDay, businessDateOf } from '../../domain/time.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import type { Shop } from '../setup/shop.ts'

export async function taxClassesOf(reading: Reading, tenant: string): Promise<TaxClass[]> {
  const rows = await reading
    .selectFrom('tax_class')
    .select(['id', 'code', 'name', 'rates', 'later'])
    .where('tenant', '=', tenant)
    .orderBy('code')
    .execute()
  return rows.map(({ later, ...row }) => {
    return { ...row, kind: 'tax-class', ...(later.length > 0 && { later }) }
  })
}

/** Answers them as they come down to the tills. */
export async function insertTaxClasses(
  { random }: Pick<Backend, 'random'>,
  transaction: Transaction,
  tenant: string,
  wanted: readonly NewTaxClass[],
): Promise<TaxClass[]> {
  const classes = wanted.map((each): TaxClass => ({ ...each, id: random.id(), kind: 'tax-class' }))
  await transaction
    .insertInto('tax_class')
    .values(
      classes.map(({ id, code, name, rates }) => ({
        ...{ tenant, id, code, name, rates: JSON.stringify(rates) },
      })),
    )
    .execute()
  return classes
}

/** Fails with `tax-class-taken` or `limit-tax-classes`. */
export function createTaxClass(
  backend: Backend,
  tenant: string,
  wanted: NewTaxClass,
): Promise<Result<TaxClass[]>> {
  return write<Result<TaxClass[]>>(backend, tenant, async (transaction) => {
    const before = await taxClassesOf(transaction, tenant)
    if (before.some(({ code }) => code === wanted.code)) {
      return { value: fail('tax-class-taken', { taxClass: wanted.code }) }
    }
    if (before.length >= TAX_CLASSES_LIMIT) {
      return { value: fail('limit-tax-classes', { limit: TAX_CLASSES_LIMIT }) }
    }
    const made = await insertTaxClasses(backend, transaction, tenant, [wanted])
    return { value: succeed([...before, ...made]), changes: [changeOf(PRICING, made)] }
  })
}

/** Fails with `tax-class-unknown`, `from-implausible` or `limit-tax-classes`. */
export function changeRates(
  backend: Backend,
  { tenant, zone }: Pick<Shop, 'tenant' | 'zone'>,
  { taxClass: code, ...change }: ChangeRates,
): Promise<Result<TaxClass[]>> {
  return write<Result<TaxClass[]>>(backend, tenant, async (transaction) => {
    const now = backend.clock.now()
    const row = await transaction
      .selectFrom('tax_class')
      .select('id')
      .where('tenant', '=', tenant)
      .where('code', '=', code)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return { value: fail('tax-class-unknown', { taxClass: code }) }
    const from = change.from === null ? now : beginOf(change.from, zone, now)
    if (from === undefined) return { value: fail('from-implausible') }
    const all = await taxClassesOf(transaction, tenant)
    const before = all.find(({ id }) => id === row.id)
    if (!before) throw new Error('a tax class that is held went away')
    const changed = changedBy(before, { from, now, rates: change.rates })
    if (!changed.ok) return { value: changed }
    await saveRates(transaction, tenant, changed.value)
    return {
      value: succeed(all.map((each) => (each.id === row.id ? changed.value : each))),
      changes: [changeOf(PRICING, [changed.value])],
    }
  })
}

export async function saveRates(
  transaction: Transaction,
  tenant: string,
  { id, rates, later = [] }: TaxClass,
): Promise<void> {
  await transaction
    .updateTable('tax_class')
    .set({ rates: JSON.stringify(rates), later: JSON.stringify(later) })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute()
}

/** Today has begun already: it is meant from now on. Undefined for a day that is over. */
export function beginOf(date: string, zone: string, now: number): number | undefined {
  const today = businessDateOf(now, zone)
  if (date < today) return undefined
  return date === today ? now : beginOfDay(date, zone)
}

interface Wanted {
  readonly from: number
  readonly now: number
  readonly rates: TaxClass['rates'] | null
}

/** What has begun is what it has; what is over is forgotten: the lines that were rung have it. */
export function asOf({ later = [], ...rest }: TaxClass, now: number): TaxClass {
  const ahead = later.filter(({ from }) => from > now)
  const rates = ratesAt({ ...rest, later }, now)
  return { ...rest, rates, ...(ahead.length > 0 && { later: ahead }) }
}

export function changedBy(before: TaxClass, { from, now, rates }: Wanted): Result<TaxClass> {
  const { later: ahead = [], ...current } = asOf(before, now)
  const others = ahead.filter((each) => each.from !== from)
  if (rates === null && others.length === ahead.length) return fail('from-implausible')
  const next = rates === null || from <= now ? others : [...others, { from, rates }]
  if (next.length > TAX_CHANGES_LIMIT)
    return fail('limit-tax-classes', { limit: TAX_CHANGES_LIMIT })
  const later = next.toSorted((a, b) => a.from - b.from)
  const begun = rates !== null && from <= now ? rates : current.rates
  return succeed({ ...current, rates: begun, ...(later.length > 0 && { later }) })
}
