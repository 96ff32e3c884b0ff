/** A customer pays for goods that are laid away: a line of the cart, paid as any other. */
import type { z } from 'zod'
import type { payLayawaySchema } from '../../contract/terminal/layaways.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { Line } from '../../domain/selling/draft.ts'
import { authoriseAtTill, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { LinePutter } from '../selling/put-line.ts'
import { findLayaway, paidFor, type KnownLayaway } from './known.ts'
import { paymentLine } from './payment-line.ts'

export type PayLayaway = (input: z.infer<typeof payLayawaySchema>) => Promise<Result<DraftView>>

const PROCEDURE = 'layaways.pay'

export function createPayLayaway(core: Core, current: CurrentDraft, lines: LinePutter): PayLayaway {
  return async ({ command, park, amount }) => {
    const granted = core.mayRun(PROCEDURE, command, (at) => authoriseAtTill(core, at, 'sell'))
    if (!granted.ok) return granted
    const isDone = core.store.commands.answer(command) !== undefined
    const found = isDone ? fail('busy') : await findLayaway(core, park)
    const done = await lines.run(PROCEDURE, command, (authority) => {
      if (!found.ok) return found
      const line = paymentOf(core, current, found.value, { amount, authority })
      return line.ok ? lines.put(line.value, authority) : line
    })
    return done.ok ? succeed(current.view()) : done
  }
}

interface Payment {
  readonly amount: Minor
  readonly authority: TillAuthority
}

/** No more than is still due, and the first time no less than the deposit. */
function paymentOf(
  core: Core,
  current: CurrentDraft,
  { cart, layaway }: KnownLayaway,
  { amount, authority }: Payment,
): Result<Line> {
  const draft = current.get()
  if (draft.layaway) return fail('layaway-open')
  const before = paidFor(core, cart.park, draft)
  const due = minor(cart.total - before)
  const isTooLittle = before === 0 && amount < Math.min(layaway.least, due)
  if (amount > due || isTooLittle) return fail('limit-amount')
  const { park, total } = cart
  return succeed(paymentLine(core, { park, layaway, total, before }, amount, authority))
}
