/** One layaway: how it stands, and what can be done with it. */
import { useState } from 'react'
import type { LayawayView } from '../../../src/contract/terminal/layaways.ts'
import { endLayaway, payLayaway } from '../../acts/layaways.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Figure } from '../../design/Figure.tsx'
import type { Format } from '../../format/format.ts'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay, type Say } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'

export function Layaway({ layaway }: { readonly layaway: LayawayView }) {
  const say = useSay()
  const desk = useDesk()
  const { park, total, paid } = layaway
  const due = total - paid
  const back = () => desk.store.change({ kind: 'layaway', park: null })
  return (
    <section className="till-form" aria-label={layaway.layaway}>
      <Standing layaway={layaway} />
      {due > 0 && <Pay layaway={layaway} onBack={back} />}
      {due <= 0 && <HandOver park={park} onBack={back} />}
      <Others layaway={layaway} isPaid={due <= 0} />
      <Button printedKey={KEYMAP.back.print} tone="quiet" onPress={back}>
        {say('layaways.all')}
      </Button>
    </section>
  )
}

function Standing({ layaway }: { readonly layaway: LayawayView }) {
  const say = useSay()
  const format = useFormat()
  const { customer, names, lines, total, paid, until, isOverdue } = layaway
  return (
    <>
      <h3>{[customer, layaway.layaway].filter(Boolean).join(' · ')}</h3>
      <p className="parked-detail">
        {names.length > 0 ? names.join(', ') : say('due.lines', { count: lines })}
      </p>
      <p className="layaway-until" data-overdue={isOverdue}>
        {say(isOverdue ? 'layaways.over' : 'layaways.waits', { date: format.day(until) })}
      </p>
      <p className="parked-detail" data-unpaid={paid <= 0}>
        {paidText(say, format, layaway)}
      </p>
      <div className="tender-rows">
        <div className="tender-row">
          <span className="label">{say('layaways.due')}</span>
          <output aria-label={say('layaways.due')}>
            <Figure amount={Math.max(0, total - paid)} size="large" />
          </output>
        </div>
      </div>
    </>
  )
}

export function paidText(
  say: Say,
  format: Format,
  { paid, total }: Pick<LayawayView, 'paid' | 'total'>,
): string {
  const sums = { paid: format.money(paid), total: format.money(total) }
  return say(paid > 0 ? 'layaways.paid-of' : 'layaways.unpaid-of', sums)
}

interface PayProps {
  readonly layaway: LayawayView
  readonly onBack: () => void
}

/** The deposit stands there to be taken over; another amount is typed over it. */
function Pay({ layaway, onBack }: PayProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const { park, total, paid, least } = layaway
  const due = total - paid
  const [typed, setTyped] = useState<string | null>(null)
  const asked = paid === 0 ? least : due
  const amount = typed === null ? asked : (readAmount(typed, format.exponent) ?? 0)
  const isFine = amount >= least && amount <= due
  const pay = () => {
    const given = typed === null ? asked : readAmount(typed, format.exponent)
    if (isFine && given !== null) void payLayaway(desk, park, given as typeof least)
  }
  useKeys('panel', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && !isOnButton()) pay()
    else if (act === 'back') onBack()
    else return false
    return true
  })
  return (
    <>
      <Field
        label={say(paid === 0 ? 'layaways.deposit' : 'layaways.pay-now')}
        value={amount === 0 ? '' : format.figure(amount)}
        onChange={(text) => setTyped(retyped(text, format.exponent))}
        align="end"
        maxLength={14}
        isFocusedAtOnce
      />
      {!isFine && (
        <p className="pay-hint" role="status">
          {say('layaways.between', { least: format.money(least), most: format.money(due) })}
        </p>
      )}
      <Button
        tone="strong"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={!isFine}
        onPress={pay}
      >
        {say('layaways.pay', { amount: format.money(amount) })}
      </Button>
    </>
  )
}

function HandOver({ park, onBack }: { readonly park: string; readonly onBack: () => void }) {
  const say = useSay()
  const desk = useDesk()
  const handOver = () => void endLayaway(desk, park, 'handed-over')
  useKeys('panel', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && !isOnButton()) handOver()
    else if (act === 'back') onBack()
    else return false
    return true
  })
  return (
    <Button tone="pay" size="large" printedKey={KEYMAP.confirm.print} onPress={handOver}>
      {say('layaways.hand-over')}
    </Button>
  )
}

/** What is done less often, each said again before it is done. */
function Others({ layaway, isPaid }: { readonly layaway: LayawayView; readonly isPaid: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const permissions = useTerminal((state) => state.status?.permissions)
  const [isAsked, ask] = useState(false)
  const { park, paid, kept } = layaway
  const mayGiveUp = permissions?.includes('give-up-layaway') ?? false
  return (
    <div className="panel-group">
      {!isPaid && (
        <Button onPress={() => void endLayaway(desk, park, 'handed-over')}>
          {say('layaways.hand-over-rest')}
        </Button>
      )}
      {mayGiveUp && !isAsked && (
        <Button tone="danger" onPress={() => ask(true)}>
          {say('layaways.give-up')}
        </Button>
      )}
      {mayGiveUp && isAsked && (
        <>
          <p role="status">
            {say('layaways.give-up.sure', {
              back: format.money(paid - kept),
              kept: format.money(kept),
            })}
          </p>
          <Button tone="danger" onPress={() => void endLayaway(desk, park, 'given-up')}>
            {say('layaways.give-up.do')}
          </Button>
          <Button onPress={() => ask(false)}>{say('cancel')}</Button>
        </>
      )}
    </div>
  )
}
