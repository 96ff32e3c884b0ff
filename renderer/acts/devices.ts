/** Acts on printer and scanner. */
import type { ChosenKeys, WedgeSettings } from '../../src/domain/settings.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

export function reprint(desk: Desk, sale: string): Promise<boolean> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) => client.receipts.reprint({ ...own, sale }))
    return shown(desk, answer) !== undefined
  })
}

/** Without prices, to be given away with the goods. */
export function printGiftReceipt(desk: Desk, sale: string): Promise<boolean> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) => client.receipts.gift({ ...own, sale }))
    return shown(desk, answer) !== undefined
  })
}

export async function reprintLatest(desk: Desk): Promise<void> {
  const latest = shown(desk, await desk.connection.ask((client) => client.receipts.latest()))
  if (latest === null) shown(desk, { ok: false, trouble: { code: 'sale-unknown', details: {} } })
  else if (latest) await reprint(desk, latest.sale)
}

export type Settlement = 'printed' | 'cancelled' | 'sent-again'

export async function settlePrintJob(desk: Desk, job: string, outcome: Settlement): Promise<void> {
  await guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.receipts.settle({ ...own, job, outcome }),
    )
    shown(desk, answer)
  })
}

export async function calibrate(desk: Desk, wedge: WedgeSettings): Promise<boolean> {
  const answer = await command(desk, (client, own) => client.scanner.calibrate({ ...own, wedge }))
  return shown(desk, answer) !== undefined
}

export async function chooseKeys(desk: Desk, keys: ChosenKeys): Promise<boolean> {
  const answer = await command(desk, (client, own) => client.keys.choose({ ...own, keys }))
  return shown(desk, answer) !== undefined
}
