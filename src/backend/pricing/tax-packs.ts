/** Signed packs of taxes: who is trusted to sign them, what they changed, and taking one back. */
import { createHash } from 'node:crypto'
import { TAX_CLASSES_LIMIT } from '../../contract/backend/tax-classes.ts'
import type { SignedTaxPack, TaxPack } from '../../contract/backend/tax-packs.ts'
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { canonicalJson } from '../../domain/journal/canonical.ts'
import { PACK_DOMAIN, packText } from '../../domain/pricing/tax-pack.ts'
import type { Backend, Transaction } from '../backend.ts'
import type { ChangedClass } from '../database/tax-pack-tables.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { provesBytes, readPublicKey } from '../intake/signature.ts'
import type { Shop } from '../setup/shop.ts'
import {
  asOf,
  beginOf,
  changedBy,
  insertTaxClasses,
  saveRates,
  taxClassesOf,
} from './tax-classes.ts'

type Where = Pick<Shop, 'tenant' | 'zone'>

/**
 * Does all that the pack says, or nothing; nothing again where it was applied. Fails with
 * `tax-pack-untrusted`, `tax-pack-outdated`, or as adding a class and changing rates do.
 */
export function applyTaxPack(
  backend: Backend,
  { tenant, zone }: Where,
  signed: SignedTaxPack,
): Promise<Result<null>> {
  return write<Result<null>>(backend, tenant, async (transaction) => {
    const publisher = await publisherOf(transaction, tenant, signed)
    if (publisher === undefined) return { value: fail('tax-pack-untrusted') }
    const { pack, publicKey, signature } = signed
    const last = await lastPack(transaction, tenant, pack.name)
    if (last && canonicalJson(last.pack) === canonicalJson(pack)) return { value: succeed(null) }
    if (last && pack.version <= last.version) {
      return { value: fail('tax-pack-outdated', { version: last.version }) }
    }
    const now = backend.clock.now()
    const known = await taxClassesOf(transaction, tenant)
    const planned = plan(known, pack, { zone, now })
    if (!planned.ok) return { value: planned }
    const { classes } = pack
    const isAdding = classes.length > 0
    const added = isAdding ? await insertTaxClasses(backend, transaction, tenant, classes) : []
    for (const { after } of planned.value) await saveRates(transaction, tenant, after)
    await transaction
      .insertInto('tax_pack')
      .values({
        ...{ tenant, name: pack.name, version: pack.version, pack: JSON.stringify(pack) },
        ...{ publisher, public_key: publicKey, signature, applied_at: now, withdrawn_at: null },
        changed: JSON.stringify(planned.value),
      })
      .execute()
    const changed = planned.value.map(({ after }) => after)
    return { value: succeed(null), changes: [changeOf(PRICING, [...added, ...changed])] }
  })
}

/**
 * Gives the classes that the last pack of a name changed the rates of before. Fails with
 * `not-found` where none is applied, `tax-pack-overtaken` where a class was changed since.
 */
export function withdrawTaxPack(
  backend: Backend,
  { tenant }: Pick<Shop, 'tenant'>,
  name: string,
): Promise<Result<null>> {
  return write<Result<null>>(backend, tenant, async (transaction) => {
    const last = await lastPack(transaction, tenant, name)
    if (!last || last.withdrawn_at !== null) return { value: fail('not-found') }
    const now = backend.clock.now()
    const known = new Map((await taxClassesOf(transaction, tenant)).map((each) => [each.id, each]))
    const restored: TaxClass[] = []
    for (const { before, after } of last.changed) {
      if (canonicalJson(known.get(after.id) ?? null) !== canonicalJson(after)) {
        return { value: fail('tax-pack-overtaken', { taxClass: after.code }) }
      }
      restored.push(asOf(before, now))
    }
    for (const each of restored) await saveRates(transaction, tenant, each)
    await transaction
      .updateTable('tax_pack')
      .set({ withdrawn_at: now })
      .where('tenant', '=', tenant)
      .where('name', '=', name)
      .where('version', '=', last.version)
      .execute()
    return { value: succeed(null), changes: [changeOf(PRICING, restored)] }
  })
}

/** What each class that the pack changes becomes; the earlier of two days goes first. */
function plan(
  known: readonly TaxClass[],
  { classes, changes }: TaxPack,
  { zone, now }: { readonly zone: string; readonly now: number },
): Result<ChangedClass[]> {
  const taken = classes.find(({ code }, place) =>
    [...known, ...classes.slice(0, place)].some((each) => each.code === code),
  )
  if (taken) return fail('tax-class-taken', { taxClass: taken.code })
  if (known.length + classes.length > TAX_CLASSES_LIMIT) {
    return fail('limit-tax-classes', { limit: TAX_CLASSES_LIMIT })
  }
  const planned = new Map<string, ChangedClass>()
  for (const change of changes.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = known.find(({ code }) => code === change.taxClass)
    if (!before) return fail('tax-class-unknown', { taxClass: change.taxClass })
    const from = beginOf(change.from, zone, now) ?? now
    const reached = planned.get(before.id)?.after ?? before
    const after = changedBy(reached, { from, now, rates: change.rates })
    if (!after.ok) return after
    planned.set(before.id, { before, after: after.value })
  }
  return succeed([...planned.values()])
}

/** The name of whom the shop trusts, where they signed exactly this. */
async function publisherOf(
  transaction: Transaction,
  tenant: string,
  { pack, publicKey, signature }: SignedTaxPack,
): Promise<string | undefined> {
  const row = await transaction
    .selectFrom('tax_publisher')
    .select('name')
    .where('tenant', '=', tenant)
    .where('public_key', '=', publicKey)
    .executeTakeFirst()
  const key = readPublicKey(publicKey)
  const digest = createHash('sha256').update(packText(pack)).digest('hex')
  return row && key && provesBytes(PACK_DOMAIN, digest, signature, key) ? row.name : undefined
}

/** Held until the transaction ends. */
function lastPack(transaction: Transaction, tenant: string, name: string) {
  return transaction
    .selectFrom('tax_pack')
    .select(['version', 'pack', 'changed', 'withdrawn_at'])
    .where('tenant', '=', tenant)
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}
