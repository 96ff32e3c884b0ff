/** A command that a payment device answers: remembered by its intent, whose end is its answer. */
import type { z } from 'zod'
import type { draftCommandSchema, PaymentAnswer } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Extent, Permission } from '../../domain/permission.ts'
import type { PaymentOutcome, PaymentRequest } from '../../ports/devices.ts'
import type { PaymentIntent } from '../../ports/payments.ts'
import { authoriseAtTill, type Authority } from '../authority.ts'
import { readShop } from '../shop.ts'
import type { CardParts } from './card.ts'
import { dueNow } from './due.ts'
import type { Fiscal } from './fiscal.ts'

/** What is asked of the device for an intent. */
export type Call = (intent: PaymentIntent, request: PaymentRequest) => Promise<PaymentOutcome>

/** What a command is called, and what whoever gives it must be allowed. */
interface PaymentCommand {
  readonly procedure: string
  readonly needs: Permission
  /** How far it goes, where a limit may be set to it. */
  readonly extent?: Extent
  readonly input: z.infer<typeof draftCommandSchema>
}

export type Ask = (
  command: PaymentCommand,
  call: Call | undefined,
  /** In the command's transaction: the intent to ask for; undefined where nothing has to be. */
  find: (authority: Authority) => Result<PaymentIntent | undefined>,
) => Promise<Result<PaymentAnswer>>

interface Asked {
  readonly intent: PaymentIntent
  readonly call: Call
  readonly authority: Authority
}

export function createAsk(parts: CardParts, fiscal: Fiscal | undefined): Ask {
  const { core, current, payments, settlement } = parts
  const pursue = ({ intent, call, authority }: Asked): Promise<Result<PaymentAnswer>> => {
    const { id, amount, currency } = intent
    const request = { intent: id, amountMinor: amount, currency }
    const answer = payments.pursue(
      id,
      async () => {
        const outcome = await call(intent, request)
        const isApproved = outcome.state === 'approved'
        return { outcome, marks: isApproved ? await marksFor(parts, intent, fiscal) : succeed([]) }
      },
      (end) => settlement.conclude(id, end, authority),
    )
    current.changed()
    return answer
  }
  return async ({ procedure, needs, extent, input }, call, find) => {
    let asked: Asked | undefined
    const done = core.run(
      procedure,
      input.command,
      (at): Result<{ readonly intent: string | null }> => {
        const authority = authoriseAtTill(core, at, needs, extent)
        if (!authority.ok) return authority
        const intent = find(authority.value)
        if (!intent.ok) return intent
        if (!intent.value) return succeed({ intent: null })
        if (!call) return fail('payment-device-missing')
        asked = { intent: intent.value, call, authority: answering(authority.value, needs) }
        return succeed({ intent: intent.value.id })
      },
    )
    if (!done.ok) return done
    if (asked) return pursue(asked)
    const { intent } = done.value
    if (intent === null) return succeed({ outcome: 'undone', draft: current.view() })
    return payments.underWay(intent) ?? settlement.answer(intent, '')
  }
}

/** A fiscal unit closes with the money that ends the sale, and with no part before it. */
async function marksFor(
  { core, current }: CardParts,
  { kind, draft, amount }: PaymentIntent,
  fiscal: Fiscal | undefined,
): Promise<Result<readonly string[]>> {
  const shop = readShop(core)
  if (!fiscal || !shop.ok || kind === 'reversal') return succeed([])
  const { totals, balance } = dueNow(core, current.get(), shop.value)
  const moved = kind === 'refund' ? 0 - amount : amount
  return moved === balance.due ? fiscal.finish(draft, totals.total) : succeed([])
}

/** Where the end is a person's word, the entries name whoever vouches for it. */
function answering(authority: Authority, needs: Permission): Authority {
  if (needs !== 'settle-payment') return authority
  const approver = authority.context.approver ?? authority.person.id
  return { ...authority, context: { ...authority.context, approver } }
}
