/** Tax classes that an import needs. Untaxed explains itself; every other rate is the shop's. */
import { v5 as derivedId } from 'uuid'
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import { rate } from '../../domain/rate.ts'
import type { Reading, Transaction } from '../backend.ts'
import type { TaxClassCode } from './plan.ts'

const UNTAXED = 'zero' satisfies TaxClassCode

/** Those of the codes that the shop does not have and nobody but its owner could fill. */
export async function missingTaxClasses(
  database: Reading,
  tenant: string,
  codes: ReadonlySet<string>,
): Promise<string[]> {
  const known = await knownCodes(database, tenant)
  return [...codes].filter((code) => code !== UNTAXED && !known.has(code))
}

/** Adds the class of untaxed goods where it is asked for the first time, and answers it. */
export async function addUntaxed(
  transaction: Transaction,
  tenant: string,
  codes: ReadonlySet<string>,
): Promise<TaxClass[]> {
  const known = await knownCodes(transaction, tenant)
  if (!codes.has(UNTAXED) || known.has(UNTAXED)) return []
  const untaxed: TaxClass = {
    id: derivedId(`tax-class:${UNTAXED}`, tenant),
    kind: 'tax-class',
    code: UNTAXED,
    name: 'Not taxed',
    rates: [{ code: 'Z', name: 'VAT', rate: rate(0) }],
  }
  const { id, code, name, rates } = untaxed
  await transaction
    .insertInto('tax_class')
    .values({ tenant, id, code, name, rates: JSON.stringify(rates) })
    .execute()
  return [untaxed]
}

async function knownCodes(database: Reading, tenant: string): Promise<Set<string>> {
  const rows = await database
    .selectFrom('tax_class')
    .where('tenant', '=', tenant)
    .select('code')
    .execute()
  return new Set(rows.map(({ code }) => code))
}
