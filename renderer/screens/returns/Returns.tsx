/** Taking goods back: the sale is found, its lines are chosen, the cart holds what comes back. */
import { useCallback, useEffect, useState } from 'react'
import type { SoldSaleView, SoldSalesView } from '../../../src/contract/terminal/returns.ts'
import { readReceiptCode } from '../../../src/domain/receipt/code.ts'
import { readScan } from '../../../src/domain/barcode/scan.ts'
import { findSales } from '../../acts/returns.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { BROUGHT } from '../../state/state.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { SoldSale } from './SoldSale.tsx'
import './returns.css'

/** A receipt that is scanned while the panel is open begins it anew. */
export function Returns() {
  const receipt = useTerminal((state) => state.returning)
  return <Finding key={receipt ?? ''} receipt={receipt ?? ''} />
}

interface Found {
  readonly text: string
  readonly answer: SoldSalesView
}

function Finding({ receipt }: { receipt: string }) {
  const say = useSay()
  const desk = useDesk()
  const takesUnproven = useTerminal((state) => state.shop?.takesUnproven ?? false)
  const [text, setText] = useState(receipt)
  const [found, setFound] = useState<Found | null>(null)
  const [chosen, setChosen] = useState<SoldSaleView | null>(null)
  const find = useCallback(
    async (wanted: string, everywhere: boolean) => {
      const answer = wanted === '' ? undefined : await findSales(desk, wanted, everywhere)
      if (!answer) return
      const [only, ...others] = answer.sales
      setFound({ text: wanted, answer })
      setChosen(only && others.length === 0 ? only : null)
    },
    [desk],
  )
  useEffect(() => {
    // A receipt in the hand is looked for everywhere, and at once; what is typed waits for Enter.
    if (receipt !== '') void find(receipt, true)
  }, [receipt, find])
  useKeys('step', (press) => {
    if (chosen || actOf(press) !== 'confirm' || isOnButton()) return false
    void find(text.trim(), false)
    return true
  })
  if (chosen) {
    const isGift = readReceiptCode(found?.text ?? '')?.isGift === true
    return <SoldSale sale={chosen} isGift={isGift} onLeave={() => setChosen(null)} />
  }
  return (
    <>
      <Field
        label={say('returns.find')}
        value={text}
        onChange={setText}
        isFocusedAtOnce={receipt === ''}
      />
      <Button
        tone="strong"
        printedKey={KEYMAP.confirm.print}
        isDisabled={text.trim() === ''}
        onPress={() => void find(text.trim(), false)}
      >
        {say('returns.search')}
      </Button>
      {takesUnproven && (
        <Button onPress={() => desk.store.change({ kind: 'step', step: BROUGHT })}>
          {say('brought.begin')}
        </Button>
      )}
      {found && (
        <Answer found={found} onChoose={setChosen} onAsk={() => void find(found.text, true)} />
      )}
    </>
  )
}

interface AnswerProps {
  readonly found: Found
  readonly onChoose: (sale: SoldSaleView) => void
  readonly onAsk: () => void
}

function Answer({ found, onChoose, onAsk }: AnswerProps) {
  const say = useSay()
  const { text, answer } = found
  // The others can be asked for a whole receipt number, and for nothing less.
  const canAsk = readScan(text).kind === 'receipt'
  return (
    <div className="sold-sales" aria-live="polite">
      {answer.asked === 'unreachable' && (
        <Notice tone="caution" title={say('returns.unreachable')} />
      )}
      {answer.sales.length === 0 && (
        <Empty title={say('returns.none', { text })} hint={say('returns.none.hint')} />
      )}
      {answer.sales.map((sale) => (
        <SaleFound key={sale.id} sale={sale} onChoose={() => onChoose(sale)} />
      ))}
      {answer.asked === null && canAsk && (
        <Button onPress={onAsk}>{say('returns.everywhere')}</Button>
      )}
    </div>
  )
}

function SaleFound({ sale, onChoose }: { sale: SoldSaleView; onChoose: () => void }) {
  const format = useFormat()
  const names = sale.lines.map((line) => line.name).join(', ')
  return (
    <button className="sold-sale" type="button" onClick={onChoose}>
      <span className="sold-sale-receipt">{sale.receipt}</span>
      <span className="sold-sale-total">{format.money(sale.total)}</span>
      <span className="sold-sale-detail">{names}</span>
      <span className="sold-sale-detail" data-end>
        {format.moment(sale.at)}
      </span>
    </button>
  )
}
