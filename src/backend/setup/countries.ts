/**
 * What a shop begins with in a country: money, clock, taxes and how they are rounded. The rates are
 * those of the golden carts, which a test holds them to; `docs/pricing.md` cites the rounding.
 */
import type { NewTaxClass } from '../../contract/backend/tax-classes.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { TaxRate } from '../../domain/pricing/tax-rate.ts'
import { rate } from '../../domain/rate.ts'
import type { StoreSettings } from '../../domain/settings.ts'

type Ways = Pick<StoreSettings, 'currency' | 'zone' | 'locale' | 'taxRounding' | 'cashRounding'>

export interface Country extends Readonly<Ways> {
  /** True where the prices of its shelves hold the tax. */
  readonly taxIncluded: boolean
  readonly taxClasses: readonly NewTaxClass[]
}

/** Notes and coins by currency, in minor units, the largest first. */
const CASH: Readonly<Record<string, readonly number[]>> = {
  AUD: [10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5],
  BHD: [20_000, 10_000, 5000, 1000, 500, 100, 50, 25, 10, 5],
  CAD: [10_000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5],
  CHF: [100_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5],
  EUR: [20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  INR: [50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100],
  JPY: [10_000, 5000, 1000, 500, 100, 50, 10, 5, 1],
  USD: [10_000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1],
}

/** None where the currency's are not known here: the owner names them. */
export function cashOf(currency: string): Minor[] {
  return (CASH[currency] ?? []).map(minor)
}

const taxClass = (code: string, name: string, ...rates: TaxRate[]): NewTaxClass => {
  return { code, name, rates }
}
const percent = (code: string, name: string, share: number): TaxRate => {
  return { code, name, rate: rate(Math.round(share * 10_000)) }
}
/** Rounded as one with the rate before it. */
const joined = (...of: Parameters<typeof percent>): TaxRate => ({ ...percent(...of), joined: true })

const EURO = { currency: 'EUR', taxIncluded: true } as const
const CANADA = { currency: 'CAD', taxIncluded: false, taxRounding: 'document' } as const
const US = { currency: 'USD', locale: 'en-US', taxIncluded: false } as const

export const COUNTRIES = {
  AU: {
    ...{ currency: 'AUD', zone: 'Australia/Sydney', locale: 'en-AU', cashRounding: 5 },
    ...{ taxIncluded: true, taxRounding: 'document' },
    taxClasses: [
      taxClass('standard', 'Taxable', percent('G', 'GST', 10)),
      taxClass('zero', 'GST-free', percent('F', 'GST', 0)),
    ],
  },
  BH: {
    ...{ currency: 'BHD', zone: 'Asia/Bahrain', locale: 'ar-BH', cashRounding: 5 },
    taxIncluded: true,
    taxClasses: [taxClass('standard', 'المعدل الأساسي', percent('V', 'ضريبة القيمة المضافة', 10))],
  },
  /** British Columbia: the federal and the province's tax, each rounded for itself. */
  'CA-BC': {
    ...{ ...CANADA, zone: 'America/Vancouver', locale: 'en-CA', cashRounding: 5 },
    taxClasses: [
      taxClass('standard', 'Taxable', percent('GST', 'GST', 5), percent('PST', 'PST', 7)),
    ],
  },
  'CA-ON': {
    ...{ ...CANADA, zone: 'America/Toronto', locale: 'en-CA', cashRounding: 5 },
    taxClasses: [
      taxClass('standard', 'Taxable', percent('HST', 'HST', 13)),
      taxClass('zero', 'Zero-rated', percent('0', 'HST', 0)),
    ],
  },
  'CA-QC': {
    ...{ ...CANADA, zone: 'America/Toronto', locale: 'fr-CA', cashRounding: 5 },
    taxClasses: [
      taxClass('standard', 'Taxable', percent('GST', 'TPS', 5), percent('QST', 'TVQ', 9.975)),
    ],
  },
  CH: {
    ...{ currency: 'CHF', zone: 'Europe/Zurich', locale: 'de-CH', cashRounding: 5 },
    ...{ taxIncluded: true, taxRounding: 'document' },
    taxClasses: [
      taxClass('standard', 'Normalsatz', percent('N', 'MWST', 8.1)),
      taxClass('reduced', 'Reduzierter Satz', percent('R', 'MWST', 2.6)),
    ],
  },
  DE: {
    ...{ ...EURO, zone: 'Europe/Berlin', locale: 'de' },
    taxClasses: [
      taxClass('standard', 'Regelsatz', percent('A', 'MwSt', 19)),
      taxClass('reduced', 'Ermäßigter Satz', percent('B', 'MwSt', 7)),
    ],
  },
  FR: {
    ...{ ...EURO, zone: 'Europe/Paris', locale: 'fr' },
    taxClasses: [
      taxClass('standard', 'Taux normal', percent('N', 'TVA', 20)),
      taxClass('middle', 'Taux intermédiaire', percent('I', 'TVA', 10)),
      taxClass('reduced', 'Taux réduit', percent('R', 'TVA', 5.5)),
      taxClass('press', 'Taux particulier', percent('P', 'TVA', 2.1)),
    ],
  },
  GB: {
    ...{ currency: 'GBP', zone: 'Europe/London', locale: 'en-GB', taxIncluded: true },
    taxClasses: [
      taxClass('standard', 'Standard rate', percent('S', 'VAT', 20)),
      taxClass('reduced', 'Reduced rate', percent('R', 'VAT', 5)),
      taxClass('zero', 'Zero rate', percent('Z', 'VAT', 0)),
    ],
  },
  IN: {
    ...{ currency: 'INR', zone: 'Asia/Kolkata', locale: 'en-IN', taxIncluded: false },
    taxClasses: [
      taxClass('standard', 'GST 18 %', percent('CGST', 'CGST', 9), percent('SGST', 'SGST', 9)),
      taxClass('reduced', 'GST 5 %', percent('CGST', 'CGST', 2.5), percent('SGST', 'SGST', 2.5)),
    ],
  },
  JP: {
    ...{ currency: 'JPY', zone: 'Asia/Tokyo', locale: 'en-JP' },
    ...{ taxIncluded: false, taxRounding: 'document' },
    taxClasses: [
      taxClass('standard', 'Standard rate', percent('10', 'Consumption tax', 10)),
      taxClass('reduced', 'Reduced rate', percent('8', 'Consumption tax', 8)),
    ],
  },
  /** New York City: the state's, the city's and the district's tax are rounded as one. */
  'US-NYC': {
    ...{ ...US, zone: 'America/New_York' },
    taxClasses: [
      taxClass(
        ...(['standard', 'Taxable', percent('NY', 'State tax', 4)] as const),
        joined('NYC', 'City tax', 4.5),
        joined('MCTD', 'District tax', 0.375),
      ),
      taxClass('zero', 'Not taxed', percent('Z', 'Sales tax', 0)),
    ],
  },
  'US-SEATTLE': {
    ...{ ...US, zone: 'America/Los_Angeles', taxRounding: 'document' },
    taxClasses: [
      taxClass(
        ...(['standard', 'Taxable', percent('WA', 'State tax', 6.5)] as const),
        joined('SEA', 'Local tax', 3.85),
      ),
      taxClass('zero', 'Not taxed', percent('Z', 'Sales tax', 0)),
    ],
  },
} as const satisfies Readonly<Record<string, Country>>

export type CountryName = keyof typeof COUNTRIES
export const COUNTRY_NAMES = Object.keys(COUNTRIES) as CountryName[]
