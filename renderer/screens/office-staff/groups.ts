/** Permissions as a manager thinks of them: what belongs together stands together. */
import type { Permission } from '../../../src/domain/permission.ts'

const sell: readonly Permission[] = [
  ...(['sell', 'open-item', 'remove-line', 'abandon-cart', 'void-tendered'] as const),
  ...(['undo-tender', 'settle-payment', 'sell-gift-card', 'judge-age', 'sell-expired'] as const),
]
const returns: readonly Permission[] = [
  ...(['return', 'return-late', 'return-unproven', 'return-deposit'] as const),
  ...(['refund-to-another-card', 'refund-in-cash', 'give-up-layaway'] as const),
]
const cash: readonly Permission[] = [
  ...(['open-till', 'count-till', 'close-till', 'accept-difference', 'read-till'] as const),
  ...(['close-day', 'open-drawer', 'pay-in', 'pay-out', 'drop-cash'] as const),
]
const customers: readonly Permission[] = [
  ...(['serve-customer', 'see-purchases', 'change-customer-terms', 'erase-customer'] as const),
]
const goods: readonly Permission[] = [
  ...(['create-goods', 'change-goods', 'print-labels', 'receive-goods', 'close-order'] as const),
  ...(['send-goods', 'adjust-stock', 'count-stock', 'post-count'] as const),
]
const device: readonly Permission[] = [
  ...(['reprint-receipt', 'settle-print-job', 'calibrate-scanner', 'choose-keys'] as const),
  'vouch-offline',
]
const office: readonly Permission[] = [
  ...(['manage-prices', 'order-goods', 'manage-staff', 'manage-terminals'] as const),
  'manage-settings',
]

export const GROUPS = {
  ...{ selling: sell, prices: ['discount', 'change-price'], returns, cash, customers, goods },
  figures: ['read-reports', 'see-margins', 'read-journal', 'export-books'],
  ...{ device, office },
} as const satisfies Readonly<Record<string, readonly Permission[]>>

export type Group = keyof typeof GROUPS
export const GROUP_NAMES = Object.keys(GROUPS) as readonly Group[]

/** Asked for at the office alone, where nobody can approve: with approval it would be denied. */
export function isOfOffice(permission: Permission): boolean {
  return office.includes(permission)
}
