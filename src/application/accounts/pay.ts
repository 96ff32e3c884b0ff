/** What accounts and points pay: claimed first, and let go where nothing came of it. */
import type { z } from 'zod'
import type { draftCommandSchema, PaymentAnswer } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueOf, type Due } from '../selling/due.ts'
import type { Handed, TakeHanded } from '../selling/hand-tender.ts'
import { readShop, type Shop } from '../shop.ts'

type Input = z.infer<typeof draftCommandSchema>
export type Claimed = Tender & { readonly claim: string | null }

/** Finds the tender, which may take the backend's word; then it is taken as any other is. */
export type PayClaimed = (
  procedure: string,
  input: Input,
  find: (shop: Shop, due: Due) => Promise<Result<Claimed>>,
) => Promise<Result<PaymentAnswer>>

export function createPayClaimed(core: Core, current: CurrentDraft, take: TakeHanded): PayClaimed {
  const found = async (input: Input, find: Parameters<PayClaimed>[2]): Promise<Result<Claimed>> => {
    const shop = readShop(core)
    if (!shop.ok) return shop
    const due = dueOf(core, current, shop.value, input)
    return due.ok ? find(shop.value, due.value) : due
  }
  return async (procedure, input, find) => {
    // What was answered before, and what is refused anyway, claims nothing.
    const isDone = core.store.commands.answer(input.command) !== undefined
    const tender = isDone ? fail('busy') : await found(input, find)
    const done = await take({
      ...{ procedure, input, mayBePart: true },
      handed(shop) {
        if (!tender.ok) return tender
        const due = dueOf(core, current, shop, input)
        return due.ok ? handedOf(due.value, tender.value) : due
      },
    })
    if (!done.ok && tender.ok && tender.value.claim !== null) {
      core.claims.release([tender.value.claim])
    }
    return done
  }
}

/** It ends the sale where it is all that is due: none of these gives change. */
export function handedOf(due: Due, tender: Tender): Result<Handed> {
  const { draft, totals, balance } = due
  if (tender.amount !== balance.due) return succeed({ due, tender, payable: undefined })
  const end = { change: minor(0), rounding: minor(0) }
  const tenders = [...tendersOf(draft), tender]
  return succeed({ due, tender, payable: { draft, totals, tenders, ...end } })
}
