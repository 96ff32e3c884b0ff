/** What accounts and points pay: claimed first, and let go where nothing came of it. */
import type { z } from 'zod'
import type { draftCommandSchema, PaymentAnswer } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import { claimsOfTenders } from '../../domain/accounts/moves.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueOf, type Due } from '../selling/due.ts'
import type { Handed, TakeHanded } from '../selling/hand-tender.ts'
import { readShop, type Shop } from '../shop.ts'

type Input = z.infer<typeof draftCommandSchema>

/** Finds the tender, which may take the backend's word; then it is taken as any other is. */
export type PayClaimed = (
  procedure: string,
  input: Input,
  find: (shop: Shop, due: Due) => Promise<Result<Tender>>,
) => Promise<Result<PaymentAnswer>>

export function createPayClaimed(core: Core, current: CurrentDraft, take: TakeHanded): PayClaimed {
  const found = async (input: Input, find: Parameters<PayClaimed>[2]): Promise<Result<Tender>> => {
    const shop = readShop(core)
    if (!shop.ok) return shop
    const due = dueOf(core, current, shop.value, input)
    return due.ok ? find(shop.value, due.value) : due
  }
  return async (procedure, input, find) => {
    // What was answered before, and what is refused anyway, claims nothing.
    const isDone = core.store.commands.answer(input.command) !== undefined
    const maySell = (at: number) => authoriseAtTill(core, at, 'sell')
    const granted = core.mayRun(procedure, input.command, maySell)
    if (!granted.ok) return granted
    const tender = isDone ? fail('busy') : await found(input, find)
    const done = await take({
      ...{ procedure, input, mayBePart: true },
      handed(shop) {
        if (!tender.ok) return tender
        const due = dueOf(core, current, shop, input)
        return due.ok ? handedOf(due.value, tender.value) : due
      },
    })
    const claimed = done.ok || !tender.ok ? [] : claimsOfTenders([tender.value])
    if (claimed.length > 0) core.claims.release(claimed.map(({ id }) => id))
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
