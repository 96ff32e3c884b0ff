/** A customer as a screen shows it. */
import type { CustomerView } from '../../contract/terminal/views.ts'
import type { Customer } from '../../domain/customer/customer.ts'

export function customerView({ id, details, points, isProvisional }: Customer): CustomerView {
  return { id, details, points, isProvisional }
}
