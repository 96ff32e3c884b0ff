/** Acts on printer and scanner. */
import type { ChosenKeys, WedgeSettings } from '../../src/domain/settings.ts'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { plain, setCustomer } from './customers.ts'
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

/**
 * The invoice of a finished sale, shown in place of its receipt. Whom it names is whose purchase it
 * was. Where that will not do they are looked for: whoever is put on the next cart is named, and is
 * taken off it again.
 */
export function issueInvoice(desk: Desk, sale: SaleView): Promise<string | null> {
  return guarded(desk, async (desk) => {
    const { draft } = desk.store.state()
    const customer = draft?.customer?.id ?? null
    const asked = await command(desk, (client, own) =>
      client.receipts.invoice({ ...own, sale: sale.sale, customer }),
    )
    const answer = shown(desk, asked)
    if (!answer) {
      const isNobody = !asked.ok && asked.trouble.code === 'invoice-customer'
      if (isNobody) desk.store.change({ kind: 'panel', panel: 'customer' })
      return null
    }
    const { document, invoice } = answer
    if (customer !== null && draft?.lines.length === 0) await setCustomer(plain(desk), null)
    desk.store.change({ kind: 'step', step: { name: 'done', sale: { ...sale, document } } })
    return invoice
  })
}

/**
 * The invoice of a sale that was found, of whichever till: printed, and its number answered. Whom
 * it names is found as above.
 */
export function invoiceFound(desk: Desk, sale: string): Promise<string | null> {
  return guarded(desk, async (desk) => {
    const customer = desk.store.state().draft?.customer?.id ?? null
    const asked = await command(desk, (client, own) =>
      client.receipts.invoice({ ...own, sale, customer }),
    )
    const answer = shown(desk, asked)
    if (answer) return answer.invoice
    const isNobody = !asked.ok && asked.trouble.code === 'invoice-customer'
    if (isNobody) desk.store.change({ kind: 'panel', panel: 'customer' })
    return null
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
