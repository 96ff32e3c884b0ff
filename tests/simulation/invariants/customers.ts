/** Customers: what the backend keeps is what the entries said, and tills show it with their own. */
import { customersFeed } from '../../../src/backend/feeds/names.ts'
import {
  EMPTY_DETAILS,
  patched,
  readPersonal,
  type CustomerDetails,
} from '../../../src/domain/customer/customer.ts'
import type { World } from '../world.ts'
import type { Books, KeptCustomer } from './books.ts'
import type { Ledger } from './ledger.ts'
import { sumOf } from './money.ts'
import { allEntries, allSales, type HashedEntry, type SaleEntry, type Sight } from './sight.ts'

/** A balance is what the applied sales brought; below zero a person is told of it. */
export function pointsAreTheSum(sights: readonly Sight[], ledger: Ledger, books: Books): string[] {
  const sales = allSales(sights).filter(({ hash }) => ledger.applied.has(hash))
  return books.customers.flatMap(({ id, points, moved }) => {
    const earned = pointsOf(sales, id)
    const isTold = books.overdrawn.has(id)
    return [
      ...(points === earned && moved === earned
        ? []
        : [`${id} has ${String(points)} points, moved ${String(moved)}, sales ${String(earned)}`]),
      ...(isTold === points < 0 ? [] : [`${id}: ${isTold ? '' : 'not '}told of points below 0`]),
    ]
  })
}

function pointsOf(sales: readonly SaleEntry[], customer: string): number {
  return sumOf(sales, ({ body: { customer: own, points } }) =>
    own === customer && points ? points.earned - points.redeemed : 0,
  )
}

/**
 * Where one journal alone speaks of a customer, the details are all that it said, in order; where
 * several do, the later to arrive wins, and each field is one that somebody wrote.
 */
export function detailsWereWritten(
  sights: readonly Sight[],
  ledger: Ledger,
  books: Books,
): string[] {
  const applied = allEntries(sights).filter(({ hash }) => ledger.applied.has(hash))
  // A journal that went on twice, or began again, has no one order.
  const isWhole = sights.every(({ terminal, former }) => !terminal.station.hasTwin && !former[0])
  return books.customers.flatMap((kept) => {
    const own = applied.filter((entry) => isAbout(entry, kept.id))
    const isOfOne = isWhole && new Set(own.map(({ epoch }) => epoch.id)).size <= 1
    const isRight = isOfOne
      ? same(kept.details, foldOf(EMPTY_DETAILS, own))
      : fieldsWereWritten(kept, own)
    return isRight ? [] : [`${kept.id} is ${JSON.stringify(kept.details)}, which nobody wrote`]
  })
}

function isAbout({ kind, body }: HashedEntry, customer: string): boolean {
  const isOfDetails = kind === 'customer-created' || kind === 'customer-changed'
  return isOfDetails && body.customer === customer
}

function foldOf(before: CustomerDetails, entries: readonly HashedEntry[]): CustomerDetails {
  return entries.reduce(
    (details, { personal }) => patched(details, readPersonal(personal ?? '') ?? {}),
    before,
  )
}

function fieldsWereWritten({ details }: KeptCustomer, entries: readonly HashedEntry[]): boolean {
  const patches = entries.map(({ personal }) => readPersonal(personal ?? '') ?? {})
  return (['name', 'phone'] as const).every(
    (field) => details[field] === '' || patches.some((patch) => patch[field] === details[field]),
  )
}

/** A till that has pulled all there is shows the backend's row and its own entries beyond it. */
export function shownCustomersAreTrue(
  sights: readonly Sight[],
  ledger: Ledger,
  books: Books,
  { shop }: World,
): string[] {
  const alone = sights.filter(({ terminal }) => !terminal.station.hasTwin)
  return alone.flatMap(({ terminal, hashed, sales }) => {
    const { name, witness } = terminal
    if (!witness.hasAll(customersFeed(shop.store), books.customersFeed)) return []
    const isUnsent = ({ hash }: { readonly hash: string }): boolean => !ledger.applied.has(hash)
    return books.customers.flatMap(({ id, details, points }) => {
      const shown = witness.store.customers.find(id)
      const own = hashed.filter((entry) => isUnsent(entry) && isAbout(entry, id))
      const expected = points + pointsOf(sales.filter(isUnsent), id)
      return shown?.points === expected && same(shown.details, foldOf(details, own))
        ? []
        : [`${name} shows ${JSON.stringify(shown)} of ${id}, not ${String(expected)} points`]
    })
  })
}

function same(one: CustomerDetails, other: CustomerDetails): boolean {
  const fields = Object.keys(EMPTY_DETAILS) as (keyof CustomerDetails)[]
  return fields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]))
}
