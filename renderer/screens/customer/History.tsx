/** What a customer bought, newest first: what this till knows at once, then all that there is. */
import { useEffect, useRef, useState } from 'react'
import type { HistoryView, PastSaleView } from '../../../src/contract/terminal/history.ts'
import type { CustomerView } from '../../../src/contract/terminal/views.ts'
import { readHistory } from '../../acts/customers.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { Progress } from '../../design/Progress.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { useDesk } from '../../terminal-context.tsx'
import { PastSale } from './PastSale.tsx'
import { PastSaleRow } from './PastSaleRow.tsx'
import './history.css'

interface HistoryProps {
  readonly customer: CustomerView
  readonly onLeave: () => void
}

export function History({ customer, onLeave }: HistoryProps) {
  const say = useSay()
  const [chosen, setChosen] = useState<PastSaleView | null>(null)
  // The row that was opened, to which whoever uses the keyboard comes back.
  const row = useRef<HTMLElement>(null)
  const isOpen = chosen !== null
  useEffect(() => {
    if (!isOpen) row.current?.focus()
  }, [isOpen])
  return (
    <>
      {chosen && <PastSale sale={chosen} onLeave={() => setChosen(null)} />}
      <div className="history" hidden={isOpen}>
        <div className="history-head">
          <div>
            <h3 className="customer-name">{customer.details.name || say('customer.unnamed')}</h3>
            <p className="customer-signs">{say('customer.purchases')}</p>
          </div>
          <Button tone="quiet" onPress={onLeave}>
            {say('history.to-customer')}
          </Button>
        </div>
        <Pages
          customer={customer.id}
          onChoose={(sale, from) => {
            row.current = from
            setChosen(sale)
          }}
        />
      </div>
    </>
  )
}

interface PagesProps {
  readonly customer: string
  readonly onChoose: (sale: PastSaleView, from: HTMLElement) => void
}

interface Place {
  readonly before: HistoryView['next']
  /** Where nobody answered for a page, the next is not asked for either until somebody says so. */
  readonly everywhere: boolean
}

const NEWEST: Place = { before: null, everywhere: true }

function Pages({ customer, onChoose }: PagesProps) {
  const [{ places, turn }, setPages] = useState({ places: [NEWEST], turn: 0 })
  return places.map((place, index) => (
    <Page
      key={`${String(turn)} ${String(index)}`}
      {...{ customer, place, onChoose }}
      onAgain={() => setPages({ places: [NEWEST], turn: turn + 1 })}
      onMore={
        index < places.length - 1 ? null : (next) => setPages({ places: [...places, next], turn })
      }
    />
  ))
}

interface PageProps extends PagesProps {
  readonly place: Place
  readonly onAgain: () => void
  /** Null where the next page is there. */
  readonly onMore: ((next: Place) => void) | null
}

function Page({ customer, place, onChoose, onAgain, onMore }: PageProps) {
  const say = useSay()
  const desk = useDesk()
  const { before, everywhere } = place
  const ask = (all: boolean) => () => readHistory(desk, { customer, before, everywhere: all })
  const here = useAsked(ask(false), customer)
  const all = useAsked(ask(everywhere), customer)
  if (all.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, all.trouble)} />
  }
  const known = all.state === 'ready' ? all : here
  const sales = known.state === 'ready' ? known.value.sales : []
  const told = all.state === 'ready' ? all.value : null
  const next = told?.next ?? null
  const isAlone = told?.asked === 'unreachable'
  return (
    <>
      {isAlone && (
        <Notice
          tone="plain"
          title={say('history.unreachable')}
          acts={<Button onPress={onAgain}>{say('history.ask-again')}</Button>}
        />
      )}
      {!told && <Progress label={say('history.asking')} />}
      {told && sales.length === 0 && before === null && <Nothing isAlone={isAlone} />}
      <ul className="history-page" aria-label={say('customer.purchases')}>
        {sales.map((sale) => (
          <PastSaleRow key={sale.sale} sale={sale} onChoose={(from) => onChoose(sale, from)} />
        ))}
      </ul>
      {next && onMore && (
        <Button onPress={() => onMore({ before: next, everywhere: told?.asked === 'answered' })}>
          {say('history.further')}
        </Button>
      )}
    </>
  )
}

function Nothing({ isAlone }: { readonly isAlone: boolean }) {
  const say = useSay()
  return isAlone ? (
    <Empty title={say('history.none-here')} />
  ) : (
    <Empty title={say('history.none')} hint={say('history.none.hint')} />
  )
}
