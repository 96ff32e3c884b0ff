/**
 * The feeds of a tenant: each a counter of its own, and what one collection of a terminal pulls.
 */
import type { Pulled } from '../../contract/backend/sync.ts'

export const CATALOGUE = 'catalogue'
export const PRICING = 'pricing'
export const ACCOUNTS = 'accounts'

export function stockFeed(store: string): string {
  return `stock/${store}`
}

export function settingsFeed(store: string): string {
  return `settings/${store}`
}

export function customersFeed(store: string): string {
  return `customers/${store}`
}

export function salesFeed(store: string): string {
  return `sales/${store}`
}

export function mailsFeed(store: string): string {
  return `mails/${store}`
}

/** The feed that a terminal of a store pulls into a collection. */
export function feedOf(collection: Pulled, store: string): string {
  if (collection === 'stock') return stockFeed(store)
  if (collection === 'sales') return salesFeed(store)
  if (collection === 'settings') return settingsFeed(store)
  if (collection === 'customers') return customersFeed(store)
  if (collection === 'mails') return mailsFeed(store)
  return collection
}
