/** A receipt without prices, to be given away with the goods: written down, and printed. */
import type { z } from 'zod'
import type { reprintSchema } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { giftReceiptOf } from '../selling/receipts.ts'
import type { PrintRunner } from './runner.ts'

export type PrintGiftReceipt = (input: z.infer<typeof reprintSchema>) => Result<{ job: string }>

export function createPrintGiftReceipt(core: Core, printing: PrintRunner): PrintGiftReceipt {
  const { store, random } = core
  return ({ command, sale }) =>
    core.run('receipts.gift', command, (at) => {
      const authority = authorise(core, at, 'reprint-receipt')
      if (!authority.ok) return authority
      if (!core.devices().printer) return fail('printer-missing')
      const { shop, context } = authority.value
      const sold = store.sales.find(sale)
      if (!sold) return fail('sale-unknown')
      store.journal.append({ kind: 'gift-receipt-printed', body: { sale } }, context)
      const document = giftReceiptOf(core, shop, sold)
      const job = random.id()
      printing.add({ id: job, kind: 'gift-receipt', sale: null, document }, context)
      return succeed({ job })
    })
}
