/** Goods as a screen shows them. */
import type { Department } from '../../domain/catalogue/documents.ts'
import type { DepartmentView, SellableView } from '../../contract/terminal/views.ts'
import type { Sellable } from '../../ports/catalogue.ts'

export function sellableView({ variant, ...sellable }: Sellable): SellableView {
  return {
    variant: variant.id,
    name: variant.name,
    size: variant.size,
    unit: variant.unit,
    sku: variant.sku,
    barcode: sellable.barcode ?? null,
    packQuantity: sellable.packQuantity,
    unitPrice: sellable.price?.unitPrice ?? null,
    onHand: sellable.onHand() ?? null,
    options: variant.options ?? [],
    family: null,
  }
}

export function departmentView({ id, name, hue }: Department): DepartmentView {
  return { id, name, hue }
}
