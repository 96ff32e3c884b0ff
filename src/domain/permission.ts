/** Who may do what. Checked in the use case, never in the button. */
import { z } from 'zod'

export const roleSchema = z.enum(['cashier', 'supervisor', 'manager', 'admin'])
export type Role = z.infer<typeof roleSchema>

export const permissionSchema = z.enum([
  'sell',
  'remove-line',
  'abandon-cart',
  'open-item',
  'open-till',
  'close-till',
  'open-drawer',
  'reprint-receipt',
  'settle-print-job',
  'settle-payment',
  'calibrate-scanner',
])
export type Permission = z.infer<typeof permissionSchema>

const CASHIER: readonly Permission[] = [
  'sell',
  'remove-line',
  'abandon-cart',
  'open-item',
  'open-till',
  'reprint-receipt',
  'settle-print-job',
  'calibrate-scanner',
]
const SUPERVISOR: readonly Permission[] = [
  ...CASHIER,
  'close-till',
  'open-drawer',
  'settle-payment',
]

const GRANTED: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  cashier: new Set(CASHIER),
  supervisor: new Set(SUPERVISOR),
  manager: new Set(permissionSchema.options),
  admin: new Set(permissionSchema.options),
}

export function mayDo(role: Role, permission: Permission): boolean {
  return GRANTED[role].has(permission)
}
