/** Reads a catalogue file into the backend, or previews it: the same plan, the same counts. */
import type { z } from 'zod'
import type { ImportReport, importInputSchema } from '../../contract/backend/administration.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Backend } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { documentsOf } from './documents.ts'
import { planImport } from './formats.ts'
import { inventPricesAndStock } from './invent.ts'
import type { ImportPlan } from './plan.ts'
import { missingTaxClasses } from './tax-classes.ts'
import { taxClassesOf, writeCatalogue } from './write-catalogue.ts'

export type ImportInput = z.infer<typeof importInputSchema>

/**
 * A preview changes nothing. Otherwise the whole file goes in with one transaction, or nothing of
 * it: 'input-invalid' for what is not of the format, 'too-large' beyond the limits. Read again, the
 * same file changes nothing; stock is opened once and belongs to the ledger from then on.
 */
export async function importFile(
  backend: Backend,
  shop: Shop,
  input: ImportInput,
): Promise<Result<ImportReport>> {
  const { format, content, preview, invent } = input
  if (invent !== null && format !== 'groceries') {
    return fail('input-invalid', { detail: `a ${format} file has prices of its own` })
  }
  const planned = planImport(format, content, { currency: shop.currency, zone: shop.zone })
  if (!planned.ok) return planned
  const plan =
    invent === null
      ? planned.value
      : inventPricesAndStock(planned.value, invent.seed, shop.currency)
  const documents = documentsOf(plan, { tenant: shop.tenant, list: shop.priceList })
  const missing = await missingTaxClasses(backend.database, shop.tenant, taxClassesOf(documents))
  if (missing.length > 0) {
    return fail('input-invalid', { detail: `the shop has no tax class: ${missing.join(', ')}` })
  }
  const written = preview ? 0 : await writeCatalogue(backend, shop, documents)
  return succeed({
    ...reportOf(plan),
    invented: invent !== null,
    applied: !preview,
    written,
  })
}

function reportOf(plan: ImportPlan): Omit<ImportReport, 'applied' | 'invented' | 'written'> {
  const { format, products, remarks, remarksOmitted, counts } = plan
  const variants = products.flatMap((product) => product.variants)
  const carriers = new Map<string, number>()
  for (const gtin of variants.flatMap(({ gtins }) => gtins)) {
    carriers.set(gtin, (carriers.get(gtin) ?? 0) + 1)
  }
  return {
    format,
    ...counts,
    products: products.length,
    variants: variants.length,
    barcodes: carriers.size,
    sharedBarcodes: [...carriers.values()].filter((count) => count > 1).length,
    withoutPrice: variants.filter(({ prices }) => prices.length === 0).length,
    remarks: [...remarks],
    remarksOmitted,
  }
}
