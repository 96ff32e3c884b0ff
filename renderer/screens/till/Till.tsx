/** The till beside the sales: cash that moves without one, and the end of the session. */
import { useState } from 'react'
import type { CashMoveView } from '../../../src/contract/terminal/till.ts'
import { cashMoveKindSchema, MOVE_PERMISSIONS } from '../../../src/domain/till/cash-move.ts'
import type { CashMoveKind } from '../../../src/domain/till/cash-move.ts'
import { beginClose } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { OpenCounts } from '../close-till/OpenCounts.tsx'
import { Waiting } from '../close-till/Waiting.tsx'
import { Drawer } from './Drawer.tsx'
import { MoveCash } from './MoveCash.tsx'
import { Report, Reports, Zs, type Shown } from './Reports.tsx'
import './till.css'

export function Till() {
  const say = useSay()
  const [kind, setKind] = useState<CashMoveKind | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const [turn, setTurn] = useState(0)
  const back = () => setShown(null)
  if (shown?.kind === 'report') return <Report report={shown.report} onBack={back} />
  if (shown?.kind === 'zs') return <Zs zs={shown.zs} onShown={setShown} onBack={back} />
  if (kind) {
    return (
      <MoveCash
        kind={kind}
        onEnd={() => {
          setKind(null)
          setTurn(turn + 1)
        }}
      />
    )
  }
  return (
    <>
      <section className="panel-group">
        <h3>{say('move.title')}</h3>
        <Kinds onChosen={setKind} />
      </section>
      <Moves turn={turn} />
      <Reports onShown={setShown} />
      <Session />
      <OpenCounts />
      <Waiting onReport={(report) => setShown({ kind: 'report', report })} />
    </>
  )
}

function Kinds({ onChosen }: { readonly onChosen: (kind: CashMoveKind) => void }) {
  const say = useSay()
  const permissions = useTerminal((state) => state.status?.permissions)
  const takesTips = useTerminal((state) => state.shop?.takesTips ?? false)
  const kinds = cashMoveKindSchema.options.filter(
    (kind) =>
      permissions?.includes(MOVE_PERMISSIONS[kind]) === true &&
      (kind !== 'tips-paid-out' || takesTips),
  )
  return (
    <>
      <div className="till-kinds">
        {kinds.map((kind) => (
          <Button key={kind} onPress={() => onChosen(kind)}>
            {say(`move.${kind}`)}
          </Button>
        ))}
      </div>
      {permissions?.includes('open-drawer') === true && <Drawer />}
    </>
  )
}

function Moves({ turn }: { readonly turn: number }) {
  const say = useSay()
  const moves = useReading((client) => client.till.moves(), String(turn))
  if (moves.state !== 'ready') return null
  return (
    <section className="panel-group" aria-live="polite">
      <h3>{say('move.list')}</h3>
      {moves.value.length === 0 && <p className="till-none">{say('move.none')}</p>}
      <ul className="till-moves">
        {moves.value.map((move) => (
          <Moved key={move.move} move={move} />
        ))}
      </ul>
    </section>
  )
}

function Moved({ move }: { readonly move: CashMoveView }) {
  const say = useSay()
  const format = useFormat(move.currency)
  const { kind, reason, at, person } = move
  const isIn = kind === 'paid-in'
  return (
    <li>
      <span>
        {say(`move.${kind}`)} · {reason}
        <small>{say('move.by', { time: format.moment(at), name: person ?? '' })}</small>
      </span>
      <span className="till-moved">
        {isIn ? '+' : '−'}
        {format.money(move.amount)}
      </span>
    </li>
  )
}

function Session() {
  const say = useSay()
  const desk = useDesk()
  const mayClose = useTerminal((state) => state.status?.permissions.includes('count-till') ?? false)
  if (!mayClose) return null
  return (
    <section className="panel-group">
      <h3>{say('menu.till')}</h3>
      <Button printedKey={KEYMAP['close-till'].print} onPress={() => void beginClose(desk)}>
        {say('menu.close-till')}
      </Button>
    </section>
  )
}
