/** A finished sale: the change to hand back, and nothing in the way of the next customer. */
import { useState } from 'react'
import type { SaleView } from '../../../src/contract/terminal/views.ts'
import { issueInvoice, printGiftReceipt, reprint } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { Figure } from '../../design/Figure.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { MailReceipt } from '../mail/MailReceipt.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

export function Done({ sale }: { sale: SaleView }) {
  const say = useSay()
  const desk = useDesk()
  const [isCopied, setCopied] = useState(false)
  const [isGift, setGift] = useState(false)
  const [isMailing, setMailing] = useState(false)
  const isRefund = sale.total < 0
  // A layaway that is given up comes to what the shop keeps, and the rest went back.
  const back = isRefund ? Math.abs(sale.total) : sale.givenBack
  const again = async () => setCopied(await reprint(desk, sale.sale))
  const issuesInvoices = useTerminal((state) => state.shop?.issuesInvoices === true)
  const [invoice, setInvoice] = useState<string | null>(null)
  const bill = async () => setInvoice(await issueInvoice(desk, sale))
  const gift = async () => setGift(await printGiftReceipt(desk, sale.sale))
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'reprint') void again()
    else if (act === 'gift-receipt' && !isRefund) void gift()
    else if (act === 'invoice' && issuesInvoices) void bill()
    else return false
    return true
  })
  const isCash = ['cash', 'foreign-cash', 'mixed'].includes(sale.tender)
  return (
    <div className="pay">
      <div className="change" aria-live="polite">
        <h2 className="due-head">
          {say(back > 0 ? 'done.refund' : isCash ? 'done.change' : 'done.paid')}
        </h2>
        <Figure amount={back > 0 ? back : isCash ? sale.change : sale.total} size="total" />
      </div>
      <Rows sale={sale} />
      <p aria-live="polite" className="label">
        {isCopied && say('done.copied')}
        {isGift && say('done.gift-printed')}
        {invoice !== null && say('done.invoice-shown', { number: invoice })}
      </p>
      <div className="pay-acts">
        <MailReceipt key={sale.sale} sale={sale.sale} onOpen={setMailing} />
        {!isMailing && (
          <Acts
            onAgain={() => void again()}
            onGift={isRefund ? undefined : () => void gift()}
            onInvoice={issuesInvoices ? () => void bill() : undefined}
          />
        )}
      </div>
    </div>
  )
}

interface ActsProps {
  readonly onAgain: () => void
  /** Undefined where there is none. */
  readonly onGift: (() => void) | undefined
  readonly onInvoice: (() => void) | undefined
}

function Acts({ onAgain, onGift, onInvoice }: ActsProps) {
  const say = useSay()
  const desk = useDesk()
  return (
    <>
      <Button printedKey={KEYMAP.reprint.print} onPress={onAgain}>
        {say('done.again')}
      </Button>
      {onGift && (
        <Button printedKey={KEYMAP['gift-receipt'].print} onPress={onGift}>
          {say('done.gift')}
        </Button>
      )}
      {onInvoice && (
        <Button printedKey={KEYMAP.invoice.print} onPress={onInvoice}>
          {say('done.invoice')}
        </Button>
      )}
      <Button
        className="pay-main"
        tone="strong"
        size="large"
        printedKey={KEYMAP.confirm.print}
        onPress={() => desk.store.change({ kind: 'step', step: { name: 'sell' } })}
      >
        {say('done.next')}
      </Button>
    </>
  )
}

function Rows({ sale }: { sale: SaleView }) {
  const say = useSay()
  const format = useFormat()
  return (
    <dl className="done-rows">
      <div>
        <dt>{say('due.total')}</dt>
        <dd>{format.money(sale.total)}</dd>
      </div>
      {sale.tip !== 0 && (
        <div>
          <dt>{say('tip.title')}</dt>
          <dd>{format.money(sale.tip)}</dd>
        </div>
      )}
      {sale.cashRounding !== 0 && (
        <div>
          <dt>{say('done.rounding')}</dt>
          <dd>{format.money(sale.cashRounding)}</dd>
        </div>
      )}
      <div>
        <dt>{say(`tender.${sale.tender}`)}</dt>
        <dd>{format.money(sale.tendered)}</dd>
      </div>
      <div>
        <dt>{say('done.number')}</dt>
        <dd>{sale.receipt}</dd>
      </div>
    </dl>
  )
}
