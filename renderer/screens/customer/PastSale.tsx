/** One sale of a customer's history: its lines, and the way on to its receipt and to a return. */
import { useEffect, useRef, useState } from 'react'
import type { PastSaleView } from '../../../src/contract/terminal/history.ts'
import type { PastLine } from '../../../src/domain/customer/history.ts'
import { reprint } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { Joined } from '../../design/Joined.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { itemsTexts, placeTexts, pointsTexts } from './PastSaleRow.tsx'

interface PastSaleProps {
  readonly sale: PastSaleView
  readonly onLeave: () => void
}

export function PastSale({ sale, onLeave }: PastSaleProps) {
  const say = useSay()
  const format = useFormat(sale.currency)
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [])
  return (
    <section ref={section} className="history" tabIndex={-1} aria-labelledby="past-sale-title">
      <div className="history-head">
        <h3 className="customer-name" id="past-sale-title">
          {format.moment(sale.at)}
        </h3>
        <Button tone="quiet" onPress={onLeave}>
          {say('history.to-list')}
        </Button>
      </div>
      <p className="past-sale-place">
        <span>
          <Joined texts={placeTexts(say, sale)} />
        </span>
        <span>
          <Joined texts={[...itemsTexts(say, sale), ...pointsTexts(say, sale)]} />
        </span>
      </p>
      <ul className="past-lines" aria-label={say('history.lines')}>
        {sale.lines.map((line, index) => (
          <Line key={index} line={line} currency={sale.currency} />
        ))}
        <li className="past-line" data-total>
          <span>{say('due.total')}</span>
          <span className="past-line-amount">{format.money(sale.total)}</span>
        </li>
      </ul>
      <Acts sale={sale} />
    </section>
  )
}

function Line({ line, currency }: { readonly line: PastLine; readonly currency: string }) {
  const say = useSay()
  const format = useFormat(currency)
  const { name, size, unit, quantity, amount, returned } = line
  const from = returned !== null && say('history.from', { receipt: returned })
  return (
    <li className="past-line">
      <span>
        <bdi>{name}</bdi>
        <span className="past-line-detail">
          <Joined texts={[format.quantity(quantity, unit), size, from]} />
        </span>
      </span>
      <span className="past-line-amount">{format.money(amount)}</span>
    </li>
  )
}

/** What its receipt is good for is done where a receipt is scanned. */
function Acts({ sale }: { readonly sale: PastSaleView }) {
  const say = useSay()
  const desk = useDesk()
  const permissions = useTerminal((state) => state.status?.permissions)
  const hasPrinter = useTerminal((state) => (state.status?.printer ?? null) !== null)
  const [isCopied, setCopied] = useState(false)
  const mayCopy = sale.isHere && hasPrinter && permissions?.includes('reprint-receipt') === true
  const { receipt } = sale
  return (
    <div className="panel-group">
      {permissions?.includes('return') === true && (
        <Button tone="strong" onPress={() => desk.store.change({ kind: 'returning', receipt })}>
          {say('history.return')}
        </Button>
      )}
      {mayCopy && (
        <Button onPress={() => void reprint(desk, sale.sale).then(setCopied)}>
          {say('report.copy')}
        </Button>
      )}
      <p aria-live="polite" className="label">
        {isCopied && say('done.copied')}
      </p>
    </div>
  )
}
