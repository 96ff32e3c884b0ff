/**
 * Tenders that no device answers for: what pays all that is due makes the cart a sale, a part of it
 * stays in the draft.
 */
import type { z } from 'zod'
import type { draftCommandSchema, PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { SaleView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Extent, Permission } from '../../domain/permission.ts'
import { isCash, type Tender } from '../../domain/selling/tender.ts'
import { takeTender } from '../../domain/selling/tendering.ts'
import { alsoNeeds, authoriseAtTill, openSession, signedIn, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { readShop, type Shop } from '../shop.ts'
import type { CompleteSale, Payable } from './complete.ts'
import type { CurrentDraft } from './current-draft.ts'
import { answeredFor } from './answered.ts'
import { openForTender } from './drawer.ts'
import type { Due } from './due.ts'
import type { Fiscal } from './fiscal.ts'
import { recordedSaleView } from './receipts.ts'

export interface Handed {
  readonly due: Due
  /** Undefined where nothing is handed over, and the cart only comes to the screen. */
  readonly tender: Tender | undefined
  /** Undefined where it pays a part only. */
  readonly payable: Omit<Payable, 'marks'> | undefined
}

export interface HandParts {
  readonly core: Core
  readonly current: CurrentDraft
  readonly complete: CompleteSale
  readonly printing: PrintRunner
}

export interface Needed {
  readonly permission: Permission
  readonly extent: Extent
}

export interface HandCommand {
  readonly procedure: string
  readonly input: z.infer<typeof draftCommandSchema>
  /** False where only all of it will do: a part is `tender-too-small`. */
  readonly mayBePart: boolean
  /** What is handed over for the draft as it stands; asked more than once. */
  readonly handed: (shop: Shop) => Result<Handed>
  /** What it needs beside the permission to sell, once it is known what is handed over. */
  readonly alsoNeeds?: (handed: Handed) => Needed | undefined
  /** In the transaction, for a cart that takes the place of the one that is there. */
  readonly makeWay?: (authority: Authority) => void
}

export type TakeHanded = (command: HandCommand) => Promise<Result<PaymentAnswer>>

const NO_MARKS: readonly string[] = []

/** What is remembered of such a command: the sale, or null where only a part was taken. */
interface Taken {
  readonly sale: string | null
}

export function createTakeHanded(parts: HandParts, fiscal: Fiscal | undefined): TakeHanded {
  const { core, current } = parts
  return async ({ procedure, input, mayBePart, handed, makeWay, alsoNeeds: needs }) => {
    const marks = fiscal ? await marksFor(parts, fiscal, handed) : succeed(NO_MARKS)
    if (!marks.ok) return marks
    let view: (() => SaleView) | undefined
    const done = core.run(procedure, input.command, (at): Result<Taken> => {
      const seller = authoriseAtTill(core, at, 'sell')
      if (!seller.ok) return seller
      const given = handed(seller.value.shop)
      if (!given.ok) return given
      const more = needs?.(given.value)
      const authority = more ? alsoNeeds(core, seller.value, more.permission, more.extent) : seller
      if (!authority.ok) return authority
      const { due, payable } = given.value
      const answered = answeredFor(core, authority.value, due.draft)
      if (!answered.ok) return answered
      makeWay?.(authority.value)
      if (payable) {
        view = parts.complete({ ...payable, marks: marks.value }, authority.value)
        return succeed({ sale: due.draft.id })
      }
      if (!mayBePart) return fail('tender-too-small', { due: due.balance.cashDue })
      return takePart(parts, given.value, authority.value)
    })
    if (!done.ok) return done
    if (view) return succeed({ outcome: 'done', sale: view() })
    const { sale } = done.value
    if (sale === null) return succeed({ outcome: 'taken', draft: current.view() })
    const sold = soldBefore(core, sale)
    return sold.ok ? succeed({ outcome: 'done', sale: sold.value }) : sold
  }
}

/** The draft says that it has the money; what is cash lies in the drawer. */
function takePart(
  { core, current, printing }: HandParts,
  { due, tender }: Handed,
  { context, person }: Authority,
): Result<Taken> {
  if (!tender) {
    current.put(due.draft, due.draft)
    return succeed({ sale: null })
  }
  // Where money goes back its parts are below zero, and nowhere else.
  const isAlongDue = Math.sign(tender.amount) === Math.sign(due.balance.due)
  // All that was paid for goods laid away is drawn at once; what is too much goes back.
  if (!isAlongDue && tender.kind !== 'layaway') return fail('limit-amount')
  const taken = { id: core.random.id(), tender, at: context.at, by: person.id }
  const after = takeTender(due.draft, taken)
  if (!after.ok) return after
  current.put(due.draft, after.value)
  if (isCash(tender)) openForTender(core, printing, context)
  return succeed({ sale: null })
}

/** The unit closes only what will be sold: whatever stands against it is answered by the commit. */
async function marksFor(
  { core, current }: HandParts,
  unit: Fiscal,
  handed: HandCommand['handed'],
): Promise<Result<readonly string[]>> {
  const shop = readShop(core)
  const isReady = signedIn(core) !== undefined && openSession(core) !== undefined
  const given = shop.ok && isReady ? handed(shop.value) : undefined
  if (given?.ok !== true || !given.value.payable) return succeed(NO_MARKS)
  const { draft, totals } = given.value.due
  return current.hold(() => unit.finish(draft.id, totals.total))
}

/** The answer to a payment that was asked for again. */
export function soldBefore(core: Core, sale: string): Result<SaleView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const recorded = core.store.sales.find(sale)
  return recorded ? succeed(recordedSaleView(core, shop.value, recorded)) : fail('sale-unknown')
}
