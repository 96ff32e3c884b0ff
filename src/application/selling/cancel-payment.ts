/** Giving up a card payment that is under way: the device is asked, its own answer decides. */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { PaymentTerminal } from '../../ports/devices.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import type { Payments } from './payments.ts'

type DraftCommand = z.infer<typeof draftCommandSchema>
export type CancelPayment = (input: DraftCommand) => Promise<Result<null>>

export function createCancelPayment(
  core: Core,
  current: CurrentDraft,
  payments: Payments,
): CancelPayment {
  return async (input) => {
    let device: PaymentTerminal | undefined
    const done = core.run('draft.cancelPayment', input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const { payment } = core.devices()
      if (!payment) return fail('payment-device-missing')
      const isPaying = paying(current, payments, input)
      if (!isPaying.ok) return isPaying
      device = payment
      return succeed(null)
    })
    if (done.ok && device) await cancelled(core, device)
    return done
  }
}

/** Only a payment is given up: what asks after an older one takes nothing from anybody. */
function paying(
  current: CurrentDraft,
  payments: Payments,
  { draft, version }: DraftCommand,
): Result<null> {
  const { id, version: known } = current.get()
  const intent = payments.open(id)
  if (id !== draft || version !== known || !intent) return fail('draft-changed')
  const isUnderWay = intent.state === 'started' && payments.underWay(intent.id) !== undefined
  return isUnderWay ? succeed(null) : payments.hold(id)
}

/** A device that cannot be told goes on: its answer to the payment comes all the same. */
async function cancelled({ log }: Core, device: PaymentTerminal): Promise<void> {
  try {
    await device.cancel()
  } catch (error) {
    log.error('the payment terminal failed', { name: error instanceof Error ? error.name : '' })
  }
}
