/** Every procedure of the administration: what it needs, of what, and how it may be asked. */
import type { OfficeNeed } from '../../src/contract/backend/office-need.ts'
import { random } from './stage.ts'

export interface OfficeRow extends OfficeNeed {
  /** What it is asked of one store, beside which store that is. */
  readonly input?: object
}

const DAYS = { from: '2026-11-01', to: '2026-11-02' }
const id = random.id()
const store = (needs: OfficeNeed['needs'], input: object = {}): OfficeRow => ({
  ...{ needs, of: 'store', input },
})
const shop = (needs: OfficeNeed['needs']): OfficeRow => ({ needs, of: 'shop' })

export const OFFICE_ROWS: Readonly<Record<string, OfficeRow>> = {
  'door.signIn': shop('nothing'),
  'door.signOut': shop('nothing'),
  'door.me': { needs: 'session', of: 'store' },
  'door.changePassword': { needs: 'session', of: 'store' },
  'staff.list': store('manage-staff'),
  'staff.hire': store('manage-staff', { name: 'Zoe', role: 'cashier', pin: '1357' }),
  'staff.change': { needs: 'manage-staff', of: 'store' },
  'staff.rules': store('manage-staff', { roles: {} }),
  'settings.read': store('manage-settings'),
  'settings.set': store('manage-settings', { receiptFooter: ['Thank you'] }),
  'settings.preview': store('manage-settings', { receiptHeader: [], receiptFooter: [] }),
  'invoices.list': store('export-books', DAYS),
  'mail.read': store('manage-settings'),
  'mail.set': store('manage-settings', { account: null }),
  'mail.try': store('manage-settings', { to: 'ana@corner.example' }),
  'priceLists.list': shop('manage-prices'),
  'priceLists.create': shop('manage-prices'),
  'priceLists.setPrices': shop('manage-prices'),
  'priceLists.goods': shop('manage-prices'),
  'priceLists.readFile': shop('manage-prices'),
  'promotions.list': shop('manage-prices'),
  'promotions.ground': shop('manage-prices'),
  'promotions.create': shop('manage-prices'),
  'promotions.end': shop('manage-prices'),
  'promotions.countCoupons': shop('manage-prices'),
  'promotions.createCoupons': shop('manage-prices'),
  'promotions.makeCoupons': shop('manage-prices'),
  'taxClasses.list': shop('manage-settings'),
  'taxClasses.create': shop('manage-settings'),
  'taxClasses.change': shop('manage-settings'),
  'refunds.read': shop('read-journal'),
  'refunds.setProvider': shop('manage-settings'),
  'refunds.tryProvider': shop('manage-settings'),
  'refunds.settle': shop('refund-in-cash'),
  'taxPacks.list': shop('manage-settings'),
  'taxPacks.trust': shop('manage-settings'),
  'taxPacks.distrust': shop('manage-settings'),
  'taxPacks.apply': shop('manage-settings'),
  'taxPacks.withdraw': shop('manage-settings'),
  'reports.dashboard': store('read-reports'),
  'reports.stores': { needs: 'session', of: 'store' },
  'reports.receipts': store('read-reports', { ...DAYS, part: 'tender', key: 'cash' }),
  'reports.differences': store('read-reports', { ...DAYS, part: 'stock-lost', key: 'damaged' }),
  'reports.receipt': store('read-reports', { sale: id }),
  'reports.stock': store('see-margins'),
  'reports.layaways': store('read-reports'),
  'tills.sessions': store('read-till'),
  'tills.session': store('read-till', { session: id }),
  'tills.closeElsewhere': store('close-till', { session: id, person: 'Ada', reason: 'Lost' }),
  'purchasing.list': store('order-goods'),
  'purchasing.place': store('order-goods', {
    ...{ order: id, supplier: 'Farm', lines: [{ item: id, quantity: 1000 }] },
  }),
  'purchasing.name': store('order-goods', { order: id, reference: '1' }),
  'purchasing.close': store('close-order', { order: id, reason: 'Sold out' }),
  'stores.list': { needs: 'session', of: 'store' },
  'stores.open': shop('manage-settings'),
  'devices.set': shop('manage-terminals'),
  'shopKeys.make': shop('manage-settings'),
  'shopKeys.list': shop('manage-settings'),
  'shopKeys.end': shop('manage-settings'),
  'administration.importFile': shop('change-goods'),
  'administration.enrolmentCode': store('manage-terminals', { terminalName: 'Till' }),
  'administration.replacementCode': shop('manage-terminals'),
  'administration.revokeTerminal': shop('manage-terminals'),
  'administration.terminals': shop('manage-terminals'),
  'administration.exceptions': shop('read-journal'),
  'administration.duplicates': shop('change-customer-terms'),
  'administration.mergeCustomers': shop('change-customer-terms'),
  'administration.partCustomers': shop('change-customer-terms'),
  'administration.purchases': shop('see-purchases'),
  'administration.closeEpoch': shop('manage-terminals'),
  'administration.retryParked': shop('manage-terminals'),
  'administration.importEntries': shop('manage-terminals'),
  'administration.figures': shop('read-journal'),
  'administration.levels': shop('read-reports'),
}
