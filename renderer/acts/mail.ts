/** Receipts and quotes by e-mail. */
import { command, guarded, shown, type Desk } from './desk.ts'

/** True where it is queued: whether there is a network does not matter. */
export function mailReceipt(desk: Desk, sale: string, address: string): Promise<boolean> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) => client.mail.send({ ...own, sale, address }))
    return shown(desk, answer) !== undefined
  })
}

export function mailQuote(desk: Desk, park: string, address: string): Promise<boolean> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.mail.sendQuote({ ...own, park, address }),
    )
    return shown(desk, answer) !== undefined
  })
}

/** They were seen: the bar says no more of them. */
export function noteFailedMails(desk: Desk): Promise<void> {
  return guarded(desk, async (desk) => {
    shown(desk, await command(desk, (client, own) => client.mail.noteFailed(own)))
  })
}
