/** A customer as a screen shows it. */
import type { CustomerView } from '../../contract/terminal/views.ts'
import type { Customer } from '../../domain/customer/customer.ts'
import type { Core } from '../core.ts'

export function customerView(
  { store }: Core,
  { id, details, points, isProvisional }: Customer,
): CustomerView {
  const hasPoints = store.settings.store()?.loyalty !== undefined
  return { id, details, points: hasPoints ? points : null, isProvisional }
}
