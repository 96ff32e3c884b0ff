/** Goods that wait to be paid: this till's at once, those of the other tills when they are told. */
import type { LayawayView } from '../../../src/contract/terminal/layaways.ts'
import { Empty } from '../../design/Empty.tsx'
import { Key } from '../../design/Key.tsx'
import { Notice } from '../../design/Notice.tsx'
import { digitOf } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { Layaway, paidText } from './Layaway.tsx'
import '../parked/parked.css'
import './layaways.css'

/** As many as there are number keys; the others are touched. */
const KEYS_AT_MOST = 9

export function Layaways() {
  const chosen = useTerminal((state) => state.layaway)
  const turn = useTerminal(({ draft }) => `${draft?.id ?? ''} ${String(draft?.version ?? 0)}`)
  const here = useReading((client) => client.layaways.list({ everywhere: false }), turn)
  const all = useReading((client) => client.layaways.list({ everywhere: true }), turn)
  const known = all.state === 'ready' ? all : here
  const layaways = known.state === 'ready' ? known.value.layaways : []
  const isAlone = all.state === 'ready' && all.value.asked === 'unreachable'
  const layaway = layaways.find(({ park }) => park === chosen)
  if (layaway) return <Layaway key={layaway.park} layaway={layaway} />
  return <List layaways={layaways} isTold={all.state === 'ready'} isAlone={isAlone} />
}

interface ListProps {
  readonly layaways: readonly LayawayView[]
  /** What the other tills have is known, or that they cannot be asked. */
  readonly isTold: boolean
  readonly isAlone: boolean
}

function List({ layaways, isTold, isAlone }: ListProps) {
  const say = useSay()
  const desk = useDesk()
  const choose = (park: string) => desk.store.change({ kind: 'layaway', park })
  useKeys('panel', (press) => {
    const digit = digitOf(press)
    const layaway = digit === undefined ? undefined : layaways[digit - 1]
    if (!layaway) return false
    choose(layaway.park)
    return true
  })
  return (
    <div className="parked" aria-live="polite">
      {isAlone && <Notice tone="plain" title={say('parked.unreachable')} />}
      {isTold && layaways.length === 0 && (
        <Empty title={say('layaways.none')} hint={say('layaways.none.hint')} />
      )}
      {layaways.map((layaway, index) => (
        <Row
          key={layaway.park}
          layaway={layaway}
          number={index < KEYS_AT_MOST ? index + 1 : null}
          onChoose={() => choose(layaway.park)}
        />
      ))}
    </div>
  )
}

interface RowProps {
  readonly layaway: LayawayView
  readonly number: number | null
  readonly onChoose: () => void
}

function Row({ layaway, number, onChoose }: RowProps) {
  const say = useSay()
  const format = useFormat()
  const { customer, names, lines, total, paid, until, isOverdue } = layaway
  return (
    <button className="parked-cart" type="button" onClick={onChoose}>
      <span className="parked-title">
        {customer ?? layaway.layaway}
        {number !== null && <Key>{String(number)}</Key>}
      </span>
      <span className="parked-total">{format.money(total - paid)}</span>
      <span className="parked-detail">
        {names.length > 0 ? names.join(', ') : say('due.lines', { count: lines })}
      </span>
      <span className="parked-detail" data-end data-unpaid={paid <= 0}>
        {paidText(say, format, layaway)}
      </span>
      <span className="parked-detail layaway-until" data-whole data-overdue={isOverdue}>
        {say(isOverdue ? 'layaways.overdue' : 'layaways.until', {
          number: layaway.layaway,
          date: format.day(until),
        })}
      </span>
    </button>
  )
}
