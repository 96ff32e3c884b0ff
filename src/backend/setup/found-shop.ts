/**
 * Founds a tenant with one store: what must exist before anything can be imported, enrolled or
 * sold.
 */
import type { PriceList } from '../../domain/catalogue/pricing.ts'
import type { LoyaltyRule } from '../../domain/customer/loyalty.ts'
import type { Minor } from '../../domain/money.ts'
import { FIGURES_VERSION } from '../../domain/reports/figure.ts'
import type { SellingRules, StoreSettings } from '../../domain/settings.ts'
import { hashOf, makeCredential } from '../access/credential.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { makeCardKey } from '../access/card-key.ts'
import {
  ACCOUNTS,
  CATALOGUE,
  customersFeed,
  mailsFeed,
  PRICING,
  salesFeed,
  settingsFeed,
  stockFeed,
} from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { insertStaff, personOf, type Hired } from './staff.ts'
import { insertTaxClasses } from '../pricing/tax-classes.ts'
import { cashOf, type Country } from './countries.ts'

export interface Founding {
  readonly name: string
  /** Its money, clock and taxes, for ever: what was sold was computed by them. */
  readonly country: Country
  /** Notes and coins, the largest first; all of the currency where nothing is said. */
  readonly denominations?: readonly Minor[]
  readonly address: readonly string[]
  readonly taxNumber: string
  readonly receiptHeader: readonly string[]
  readonly receiptFooter: readonly string[]
  /** Points for what customers buy; none where nothing is said. */
  readonly loyalty?: LoyaltyRule
  /** How it sells what may not simply be sold; carefully where nothing is said. */
  readonly selling?: SellingRules
  /** PINs are hashed at once and kept nowhere. */
  readonly staff: readonly Hired[]
  /** How money is taken here, and who may do what, where that is not as usual. */
  readonly ways?: Pick<
    StoreSettings,
    | 'cashRounding'
    | 'foreignCash'
    | 'tips'
    | 'roles'
    | 'ownRoles'
    | 'staffing'
    | 'giftCards'
    | 'returns'
    | 'customerAccounts'
    | 'vouchers'
    | 'till'
    | 'invoices'
    | 'quotes'
    | 'layaways'
    | 'customerGroups'
    | 'receiptLanguages'
  >
  /**
   * Made and kept before, by who must know after a crash whether it was founded; else made here.
   */
  readonly ownerToken?: string
}

export interface FoundedShop {
  readonly tenant: string
  readonly store: string
  readonly location: string
  readonly priceList: string
  /** Bearer token of the owner's commands; shown this once, kept as a hash. */
  readonly ownerToken: string
}

export async function foundShop(backend: Backend, founding: Founding): Promise<FoundedShop> {
  const { random } = backend
  const tenant = random.id()
  const ownerToken = founding.ownerToken ?? makeCredential(random)
  const cardKey = makeCardKey(random)
  const priceList = priceListOf(random.id(), founding)
  const settings = settingsOf(random.id(), random.id(), priceList.id, founding)
  const staff = await Promise.all(founding.staff.map((each) => personOf(backend, cardKey, each)))
  return write(backend, tenant, async (transaction) => {
    await insertTenant(backend, transaction, {
      ...{ tenant, name: founding.name, ownerToken, cardKey },
    })
    await insertStore(backend, transaction, tenant, settings)
    await insertStaff(transaction, { tenant, store: settings.id }, staff)
    const { id, name, currency, taxIncluded } = priceList
    await transaction
      .insertInto('price_list')
      .values({ tenant, id, name, currency, tax_included: taxIncluded })
      .execute()
    const classes = founding.country.taxClasses
    const taxClasses = await insertTaxClasses(backend, transaction, tenant, classes)
    const { location } = settings
    return {
      value: { tenant, store: settings.id, location, priceList: priceList.id, ownerToken },
      changes: [
        changeOf(PRICING, [priceList, ...taxClasses]),
        changeOf(settingsFeed(settings.id), [settings, ...staff]),
      ],
    }
  })
}

function priceListOf(id: string, { name, country }: Founding): PriceList {
  const { currency, taxIncluded } = country
  return { id, kind: 'price-list', name, currency, taxIncluded }
}

function settingsOf(
  id: string,
  location: string,
  priceList: string,
  founding: Founding,
): StoreSettings {
  const { currency, zone, locale, taxRounding, cashRounding } = founding.country
  return {
    ...{ id, kind: 'store', name: founding.name, address: [...founding.address] },
    ...{ taxNumber: founding.taxNumber, currency, zone, locale },
    ...{ dayStartsAtMinute: 0, priceList, location },
    receiptHeader: [...founding.receiptHeader],
    receiptFooter: [...founding.receiptFooter],
    denominations: [...(founding.denominations ?? cashOf(currency))],
    ...(taxRounding && { taxRounding }),
    ...(cashRounding && { cashRounding }),
    ...(founding.loyalty && { loyalty: founding.loyalty }),
    ...founding.ways,
    ...(founding.selling && { selling: founding.selling }),
  }
}

async function insertTenant(
  { clock, random }: Backend,
  transaction: Transaction,
  {
    tenant,
    name,
    ownerToken,
    cardKey,
  }: Record<'tenant' | 'name' | 'ownerToken' | 'cardKey', string>,
): Promise<void> {
  await transaction
    .insertInto('tenant')
    .values({
      ...{ id: tenant, name, owner_token_hash: hashOf(ownerToken), created_at: clock.now() },
      card_key: cardKey,
    })
    .execute()
  await transaction
    .insertInto('feed')
    .values(
      [CATALOGUE, PRICING, ACCOUNTS].map((each) => ({
        tenant,
        name: each,
        generation: random.id(),
        n: 0,
      })),
    )
    .execute()
}

export async function insertStore(
  { clock, random }: Backend,
  transaction: Transaction,
  tenant: string,
  settings: StoreSettings,
): Promise<void> {
  const { id, name, currency, zone, location, priceList } = settings
  await transaction
    .insertInto('store')
    .values({
      ...{ tenant, id, name, currency, zone, location, price_list: priceList },
      ...{ settings: JSON.stringify(settings), created_at: clock.now() },
      figures_version: FIGURES_VERSION,
    })
    .execute()
  await transaction
    .insertInto('location')
    .values({ tenant, store: id, id: location, name })
    .execute()
  await transaction
    .insertInto('feed')
    .values(
      [stockFeed, salesFeed, settingsFeed, customersFeed, mailsFeed].map((feed) => ({
        ...{ tenant, name: feed(id), generation: random.id(), n: 0 },
      })),
    )
    .execute()
}
