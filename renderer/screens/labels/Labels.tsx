/** Labels that are proposed, each with how many: they are changed, and printed together. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import {
  LABELS_LIMIT,
  type LabelLine,
  type ProposedLabels,
} from '../../../src/contract/terminal/labels.ts'
import { COPIES_LIMIT } from '../../../src/domain/labels/goods-label.ts'
import { endLabels, printLabels } from '../../acts/labels.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { messageKey, useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import './labels.css'

/** Nothing while no labels are asked for. */
export function Labels() {
  const of = useTerminal((state) => state.labelling)
  return of && <Proposed key={JSON.stringify(of)} of={of} />
}

function Proposed({ of }: { readonly of: ProposedLabels }) {
  const say = useSay()
  const desk = useDesk()
  const read = useReading((client) => client.labels.proposed(of), 'labels')
  const leave = () => endLabels(desk)
  useKeys('panel', (press) => {
    if (actOf(press) !== 'back' || desk.store.state().approval) return false
    leave()
    return true
  })
  return (
    <section className="labels" aria-label={say('labels.title')}>
      <header className="labels-head">
        <h2>{say(`labels.of.${of.of}`)}</h2>
        <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={leave}>
          {say('close')}
        </Button>
      </header>
      {read.state === 'loading' && <div aria-busy="true" />}
      {read.state === 'failed' && <Notice tone="caution" title={troubleText(say, read.trouble)} />}
      {read.state === 'ready' && read.value.lines.length === 0 && (
        <Empty title={say('labels.none')} hint={say(`labels.none.${of.of}`)} />
      )}
      {read.state === 'ready' && read.value.lines.length > 0 && (
        <Choice lines={read.value.lines} isCut={read.value.isCut} />
      )}
    </section>
  )
}

interface ChoiceProps {
  readonly lines: readonly LabelLine[]
  readonly isCut: boolean
}

/** Of what is not changed as many as proposed; what is none is not printed. */
function Choice({ lines, isCut }: ChoiceProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map())
  const printer = useTerminal((state) => state.status?.labelPrinter ?? 'unknown')
  const copiesOf = (line: LabelLine) => chosen.get(keyOf(line)) ?? line.copies
  const set = (line: LabelLine, copies: number) =>
    setChosen((before) => new Map(before).set(keyOf(line), copies))
  const all = lines.reduce((sum, line) => sum + copiesOf(line), 0)
  const print = () =>
    void printLabels(
      desk,
      lines
        .filter((line) => copiesOf(line) > 0)
        .map((line) => {
          const { variant, unitPrice } = line
          return { variant, unitPrice, copies: copiesOf(line) }
        }),
    )
  useKeys('panel', (press) => {
    if (actOf(press) !== 'confirm' || all === 0 || isElsewhere()) return false
    print()
    return true
  })
  const isFine = ['ready', 'unknown'].includes(printer)
  return (
    <>
      {lines.some((line) => line.copies > 1) && (
        <Group className="labels-counts" aria-label={say('labels.counts')}>
          <Button onPress={() => setChosen(new Map())}>{say('labels.each-piece')}</Button>
          <Button onPress={() => setChosen(new Map(lines.map((line) => [keyOf(line), 1])))}>
            {say('labels.one-each')}
          </Button>
        </Group>
      )}
      {isCut && <p>{say('labels.cut', { limit: format.count(LABELS_LIMIT) })}</p>}
      <ul className="labels-lines" aria-label={say('labels.lines')}>
        {lines.map((line) => (
          <Line
            key={keyOf(line)}
            line={line}
            copies={copiesOf(line)}
            onCopies={(copies) => set(line, copies)}
          />
        ))}
      </ul>
      <footer className="labels-foot">
        <p data-caution={!isFine || undefined}>
          {isFine ? '' : say(messageKey(`printer.${printer}`) ?? 'printer.error')}
        </p>
        <Button
          tone="strong"
          printedKey={KEYMAP.confirm.print}
          isDisabled={all === 0}
          onPress={print}
        >
          {say('labels.print', { count: all })}
        </Button>
      </footer>
    </>
  )
}

/** Where goods are looked for Enter finds them, and a button that was reached answers by itself. */
function isElsewhere(): boolean {
  const field = textFieldOf(document.activeElement)
  return isOnButton() || (field !== null && field.closest('.labels') === null)
}

/** Of one product two prices may be to come. */
function keyOf({ variant, unitPrice }: LabelLine): string {
  return `${variant} ${String(unitPrice)}`
}

interface LineProps {
  readonly line: LabelLine
  readonly copies: number
  readonly onCopies: (copies: number) => void
}

function Line({ line, copies, onCopies }: LineProps) {
  const say = useSay()
  const format = useFormat()
  const { name, size, unitPrice, from, code } = line
  const price = unitPrice === null ? say('result.no-price') : format.unitPrice(unitPrice)
  const when = from === null ? '' : say('goods.wish.from', { moment: format.moment(from) })
  const digits = code?.digits ?? say('labels.no-code')
  return (
    <li className="labels-line" data-none={copies === 0 || undefined}>
      <div className="labels-goods">
        <span className="labels-name">
          <bdi>{name}</bdi>
        </span>
        <span className="result-detail">
          <bdi>{[size, digits].filter(Boolean).join(' · ')}</bdi>
        </span>
      </div>
      <div className="labels-price">
        <strong>{price}</strong>
        {when !== '' && <span className="result-detail">{when}</span>}
      </div>
      <div className="labels-copies">
        <Button
          spoken={say('returns.fewer', { name })}
          isDisabled={copies === 0}
          onPress={() => onCopies(copies - 1)}
        >
          −
        </Button>
        <input
          type="text"
          inputMode="numeric"
          aria-label={say('labels.count', { name })}
          maxLength={3}
          value={String(copies)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onCopies(Number(event.target.value.replaceAll(/\D/g, '')))}
        />
        <Button
          spoken={say('returns.more', { name })}
          isDisabled={copies >= COPIES_LIMIT}
          onPress={() => onCopies(copies + 1)}
        >
          +
        </Button>
      </div>
    </li>
  )
}
