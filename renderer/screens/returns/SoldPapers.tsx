/** What is printed of a sale that was found: its receipt again, a gift receipt, an invoice. */
import { useState } from 'react'
import type { SoldSaleView } from '../../../src/contract/terminal/returns.ts'
import { invoiceFound, printGiftReceipt, reprint } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

export function SoldPapers({ sale }: { readonly sale: SoldSaleView }) {
  return (
    <>
      {sale.isHere && <Receipts sale={sale} />}
      {!sale.foreign && <InvoiceFound sale={sale.id} />}
    </>
  )
}

/** Of this till alone: of another till's sale not all is known that stands on its receipt. */
function Receipts({ sale }: { readonly sale: SoldSaleView }) {
  const say = useSay()
  const desk = useDesk()
  const hasPrinter = useTerminal((state) => (state.status?.printer ?? null) !== null)
  const mayPrint = useTerminal(
    (state) => state.status?.permissions.includes('reprint-receipt') === true,
  )
  const [printed, setPrinted] = useState<'done.copied' | 'done.gift-printed' | null>(null)
  if (!hasPrinter || !mayPrint) return null
  const copy = async () => {
    if (await reprint(desk, sale.id)) setPrinted('done.copied')
  }
  const gift = async () => {
    if (await printGiftReceipt(desk, sale.id)) setPrinted('done.gift-printed')
  }
  return (
    <div className="mail-receipt">
      <Button onPress={() => void copy()}>{say('report.copy')}</Button>
      {sale.lines.length > 0 && <Button onPress={() => void gift()}>{say('done.gift')}</Button>}
      <p aria-live="polite" className="label">
        {printed !== null && say(printed)}
      </p>
    </div>
  )
}

/** An invoice that is asked for later, also for a sale of another till. */
function InvoiceFound({ sale }: { readonly sale: string }) {
  const say = useSay()
  const desk = useDesk()
  const issuesInvoices = useTerminal((state) => state.shop?.issuesInvoices === true)
  const mayServe = useTerminal(
    (state) => state.status?.permissions.includes('serve-customer') === true,
  )
  const [invoice, setInvoice] = useState<string | null>(null)
  if (!issuesInvoices || !mayServe) return null
  return (
    <div className="mail-receipt">
      <Button onPress={() => void invoiceFound(desk, sale).then(setInvoice)}>
        {say('done.invoice')}
      </Button>
      <p aria-live="polite" className="label">
        {invoice !== null && say('done.invoice-shown', { number: invoice })}
      </p>
    </div>
  )
}
