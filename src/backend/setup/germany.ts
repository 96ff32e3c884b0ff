/**
 * What a shop in Germany begins with: currency, zone, coins and notes, and the rates of UStG § 12.
 */
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import { minor, type Minor } from '../../domain/money.ts'
import { rate } from '../../domain/rate.ts'
import type { Random } from '../../ports/random.ts'

export const CURRENCY = 'EUR'
export const ZONE = 'Europe/Berlin'
export const LOCALE = 'en'

/** In cents, largest first. */
export const DENOMINATIONS: readonly Minor[] = [
  ...[20_000, 10_000, 5000, 2000, 1000, 500],
  ...[200, 100, 50, 20, 10, 5, 2, 1],
].map(minor)

export function germanTaxClasses(random: Random): TaxClass[] {
  return [
    taxClass(random.id(), 'standard', 'Standard rate', { code: 'A', name: 'VAT', percent: 19 }),
    taxClass(random.id(), 'reduced', 'Reduced rate', { code: 'B', name: 'VAT', percent: 7 }),
  ]
}

function taxClass(
  id: string,
  code: string,
  name: string,
  only: { code: string; name: string; percent: number },
): TaxClass {
  const rates = [{ code: only.code, name: only.name, rate: rate(only.percent * 10_000) }]
  return { id, kind: 'tax-class', code, name, rates }
}
