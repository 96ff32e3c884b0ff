/** Acts on customers: finding is reading; these change who they are, and whose the sale is. */
import type { HistoryView } from '../../src/contract/terminal/history.ts'
import type { CustomerView } from '../../src/contract/terminal/views.ts'
import type { CustomerPatch } from '../../src/domain/customer/customer.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Answer } from '../connection/trouble.ts'
import { changeSeen } from './cart.ts'
import { command, endOfPanel, guarded, shown, type Desk } from './desk.ts'

/** Says whose purchase it is; the search closes where that is answered. */
export async function setCustomer(desk: Desk, customer: string | null): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.setCustomer({ ...seen, customer }),
    endOfPanel(desk),
  )
}

/** Writes a new customer and puts it on the sale: that is why it was asked for at the counter. */
export function createCustomer(desk: Desk, details: CustomerPatch): Promise<void> {
  return guarded(desk, async (desk) => {
    const asked = await command(desk, (client, own) => client.customers.create({ ...own, details }))
    const created = shown(desk, asked)
    if (created) await setCustomer(plain(desk), created.id)
  })
}

export function changeCustomer(
  desk: Desk,
  customer: string,
  details: CustomerPatch,
  then: (changed: CustomerView) => void,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const asked = await command(desk, (client, own) =>
      client.customers.change({ ...own, customer, details }),
    )
    const changed = shown(desk, asked)
    if (changed) then(changed)
  })
}

export function eraseCustomer(desk: Desk, customer: string, then: () => void): Promise<void> {
  return guarded(desk, async (desk) => {
    const asked = await command(desk, (client, own) => client.customers.erase({ ...own, customer }))
    if (asked.ok) then()
    else shown(desk, asked)
  })
}

type HistoryAsked = Parameters<TerminalClient['customers']['history']>[0]

export function readHistory(desk: Desk, asked: HistoryAsked): Promise<Answer<HistoryView>> {
  return desk.connection.ask((client) => client.customers.history(asked))
}

/** The word that was given for one act is not given for the next. */
export function plain({ connection, store, tones, inTurn }: Desk): Desk {
  return { connection, store, tones, inTurn }
}
