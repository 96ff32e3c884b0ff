/** The figures of the session under way, and the Zs of those before it, as they are printed. */
import { useState } from 'react'
import type { ReportView, ZView } from '../../../src/contract/terminal/till.ts'
import { listZs, readX, readZ, reprintZ } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { ReceiptPaper } from '../cart/ReceiptPaper.tsx'

export type Shown =
  | { readonly kind: 'report'; readonly report: ReportView }
  | { readonly kind: 'zs'; readonly zs: readonly ZView[] }

interface ReportsProps {
  readonly onShown: (shown: Shown) => void
}

/** Nothing for somebody who counts blind. */
export function Reports({ onShown }: ReportsProps) {
  const say = useSay()
  const desk = useDesk()
  const mayRead = useTerminal((state) => state.status?.permissions.includes('read-till') ?? false)
  if (!mayRead) return null
  return (
    <section className="panel-group">
      <h3>{say('report.title')}</h3>
      <div className="till-kinds">
        <Button onPress={() => void readX(desk, (report) => onShown({ kind: 'report', report }))}>
          {say('report.x')}
        </Button>
        <Button onPress={() => void listZs(desk, (zs) => onShown({ kind: 'zs', zs }))}>
          {say('report.zs')}
        </Button>
      </div>
      <p className="till-none">{say('report.x.hint')}</p>
    </section>
  )
}

interface ReportProps {
  readonly report: ReportView
  readonly onBack: () => void
}

export function Report({ report, onBack }: ReportProps) {
  const say = useSay()
  const desk = useDesk()
  const hasPrinter = useTerminal((state) => (state.status?.printer ?? null) !== null)
  const [isPrinted, setPrinted] = useState(false)
  useBack(onBack)
  return (
    <section className="till-form">
      <ReceiptPaper document={report.document} />
      <div className="cart-form-row">
        <Button printedKey={KEYMAP.back.print} onPress={onBack}>
          {say('cash.back')}
        </Button>
        {report.number !== null && hasPrinter && (
          <Button
            isDisabled={isPrinted}
            onPress={() => void reprintZ(desk, report.session, () => setPrinted(true))}
          >
            {say('report.copy')}
          </Button>
        )}
      </div>
    </section>
  )
}

interface ZsProps {
  readonly zs: readonly ZView[]
  readonly onShown: (shown: Shown) => void
  readonly onBack: () => void
}

export function Zs({ zs, onShown, onBack }: ZsProps) {
  const say = useSay()
  const desk = useDesk()
  useBack(onBack)
  return (
    <section className="till-form">
      <h3>{say('report.zs')}</h3>
      {zs.length === 0 && <p className="till-none">{say('report.zs.none')}</p>}
      <ul className="till-zs">
        {zs.map((z) => (
          <li key={z.session}>
            <ZRow
              z={z}
              onChosen={() =>
                void readZ(desk, z.session, (report) => onShown({ kind: 'report', report }))
              }
            />
          </li>
        ))}
      </ul>
      <Button printedKey={KEYMAP.back.print} onPress={onBack}>
        {say('cash.back')}
      </Button>
    </section>
  )
}

function ZRow({ z, onChosen }: { readonly z: ZView; readonly onChosen: () => void }) {
  const say = useSay()
  const format = useFormat(z.currency)
  const difference = z.difference === 0 ? say('closed.exact') : format.money(z.difference)
  return (
    <button className="till-z" type="button" onClick={onChosen}>
      <strong>{say('report.z', { number: z.number })}</strong>
      <strong className="till-moved">{format.money(z.turnover)}</strong>
      <small>
        {say('move.by', { time: format.moment(z.closedAt), name: z.person })}
        {z.isTold && ` · ${say('closings.told')}`}
        {z.corrections > 0 && ` · ${say('tills.late', { count: z.corrections })}`}
      </small>
      <small className="till-z-end" data-off={z.difference !== 0}>
        {difference}
      </small>
    </button>
  )
}

function useBack(onBack: () => void): void {
  useKeys('panel', (press) => {
    if (actOf(press) !== 'back') return false
    onBack()
    return true
  })
}
