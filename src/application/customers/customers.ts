/**
 * Finding and keeping customers, with or without the backend. Each change is an entry of the
 * journal that names the customer; what is personal lies beside it and in no answer that is
 * remembered.
 */
import type { z } from 'zod'
import type * as commands from '../../contract/terminal/commands.ts'
import type { CustomerView } from '../../contract/terminal/views.ts'
import {
  EMPTY_DETAILS,
  isFindable,
  patched,
  patchOf,
  personalText,
  type CustomerPatch,
} from '../../domain/customer/customer.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { alsoNeeds, authorise, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { mayLook } from '../looking.ts'
import { isCartOf, mayBecomeOf, repriceCart } from '../selling/cart-customer.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { createReadHistory, type ReadHistory } from './history.ts'
import { newSalt } from './salt.ts'
import { customerView } from './views.ts'

const HITS_LIMIT = 30
export interface CustomerUses {
  /** Nobody is found by nothing. */
  search(input: { readonly text: string }): Result<CustomerView[]>
  create(input: z.infer<typeof commands.createCustomerSchema>): Result<CustomerView>
  change(input: z.infer<typeof commands.changeCustomerSchema>): Result<CustomerView>
  erase(input: z.infer<typeof commands.customerCommandSchema>): Result<null>
  /** The newest first, a page at a time. */
  readonly history: ReadHistory
}

export function createCustomerUses(core: Core, current: CurrentDraft): CustomerUses {
  const { customers } = core.store
  const shown = (done: Result<{ readonly customer: string }>): Result<CustomerView> => {
    if (!done.ok) return done
    const customer = customers.find(done.value.customer)
    return customer ? succeed(customerView(core, customer)) : fail('customer-unknown')
  }
  return {
    search({ text }) {
      const may = mayLook(core, 'serve-customer')
      return may.ok
        ? succeed(customers.search(text, HITS_LIMIT).map((each) => customerView(core, each)))
        : may
    },
    create: ({ command, details }) =>
      shown(
        core.run('customers.create', command, (at) => {
          const patch = patchOf(EMPTY_DETAILS, tidied(details))
          if (!isFindable(patched(EMPTY_DETAILS, patch))) return fail('customer-nameless')
          const authority = mayWrite(core, at, patch)
          if (!authority.ok) return authority
          const customer = core.random.id()
          write(core, 'customer-created', customer, patch, authority.value)
          return succeed({ customer })
        }),
      ),
    change: ({ command, customer: named, details }) =>
      shown(
        core.run('customers.change', command, (at) => {
          const before = customers.find(named)
          const patch = before ? patchOf(before.details, tidied(details)) : {}
          const authority = mayWrite(core, at, patch)
          if (!authority.ok) return authority
          if (!before) return fail('customer-unknown')
          if (!isFindable(patched(before.details, patch))) return fail('customer-nameless')
          // Whom a screen still names may have turned out to be another one.
          const { id: customer } = before
          if (Object.keys(patch).length === 0) return succeed({ customer })
          // What is to be paid must not move under the money that is there for it.
          const mayMove = changesPrices(patch) && isCartOf(core, current.get(), customer)
          const open = mayMove ? current.unpaid() : succeed(null)
          if (!open.ok) return open
          write(core, 'customer-changed', customer, patch, authority.value)
          if (mayMove) repriceCart(core, current)
          core.store.afterCommit(current.changed)
          return succeed({ customer })
        }),
      ),
    erase: ({ command, customer: named }) =>
      core.run('customers.erase', command, (at) => {
        const authority = authorise(core, at, 'erase-customer')
        if (!authority.ok) return authority
        const customer = customers.find(named)?.id
        if (customer === undefined) return fail('customer-unknown')
        // Nor must money, or what they brought, be left in a cart that is nobody's.
        const isInCart = isCartOf(core, current.get(), customer)
        const open = isInCart ? current.unpaid() : succeed(current.get())
        if (!open.ok) return open
        if (isInCart && !mayBecomeOf(core, open.value, null)) return fail('customer-in-cart')
        const { context } = authority.value
        core.store.journal.append({ kind: 'customer-erased', body: { customer } }, context)
        for (const each of customers.family(customer)) customers.erase(each)
        repriceCart(core, current)
        core.store.afterCommit(current.changed)
        return succeed(null)
      }),
    history: createReadHistory(core),
  }
}

function mayWrite(core: Core, at: number, patch: CustomerPatch): Result<Authority> {
  const authority = authorise(core, at, 'serve-customer')
  if (!authority.ok) return authority
  const { exempt, groups, creditLimit } = patch
  const changesTerms = (exempt ?? groups ?? creditLimit) !== undefined
  return changesTerms ? alsoNeeds(core, authority.value, 'change-customer-terms') : authority
}

function changesPrices({ groups, exempt }: CustomerPatch): boolean {
  return (groups ?? exempt) !== undefined
}

function write(
  core: Core,
  kind: 'customer-created' | 'customer-changed',
  customer: string,
  patch: CustomerPatch,
  { context }: Authority,
): void {
  const { journal, customers } = core.store
  const personal = personalText(newSalt(core.random), patch)
  const body = { customer, digest: journal.digestOf(personal) }
  customers.record(customer, patch, journal.append({ kind, body }, context, personal))
}

/** As a person typed it, without the spaces around. */
function tidied(details: CustomerPatch): CustomerPatch {
  const texts = ['name', 'phone', 'email', 'card', 'taxNumber'] as const
  const trimmed = texts.flatMap((field) => {
    const text = details[field]
    return text === undefined ? [] : [[field, text.trim()] as const]
  })
  return { ...details, ...Object.fromEntries(trimmed) }
}
