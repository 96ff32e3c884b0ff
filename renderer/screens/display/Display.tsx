/** Cart, total and change for the customer; the shop's name and pictures between two sales. */
import { Fragment, useEffect, useRef, useState } from 'react'
import type { DisplaySum, DisplayView } from '../../../src/contract/terminal/display.ts'
import { directionOf, languageOf } from '../../../src/domain/language.ts'
import { QUANTITY_SCALE } from '../../../src/domain/quantity.ts'
import { after } from '../../clock.ts'
import { formatOf, type Format } from '../../format/format.ts'
import { Language, useSay, type Say } from '../../language/language.tsx'
import './display.css'

/** The change is in sight while it is counted out; then the next customer's eyes rest. */
const PAID_SHOWN_MS = 30_000
const PICTURE_SHOWN_MS = 9000

const NO_PICTURES: readonly string[] = []

type Shop = NonNullable<DisplayView['shop']>
type Line = DisplayView['lines'][number]

const ROW_WORDS = {
  ...{ tax: 'display.tax', relief: 'display.relief', total: 'due.total' },
  ...{ tip: 'tip.title', rounding: 'done.rounding', paid: 'done.paid' },
} as const satisfies Record<DisplaySum['rows'][number]['kind'], Parameters<Say>[0]>

const RESULT_WORDS = {
  ...{ total: 'due.total', due: 'due.due', back: 'display.back' },
  ...{ change: 'cash.change', paid: 'done.paid' },
} as const satisfies Record<DisplaySum['result']['kind'], Parameters<Say>[0]>

export function Display({ view }: { view: DisplayView | null }) {
  const shop = view?.shop ?? null
  const locale = shop?.locale ?? 'en'
  useEffect(() => {
    document.documentElement.lang = languageOf(locale)
    document.documentElement.dir = directionOf(locale)
  }, [locale])
  if (!view || !shop) return <main className="display" aria-busy="true" />
  const format = formatOf(shop)
  return (
    <Language locale={locale}>
      <main className="display">
        {view.lines.length > 0 ? (
          <Sale view={view} format={format} />
        ) : (
          <Between key={JSON.stringify(view.paid)} paid={view.paid} shop={shop} format={format} />
        )}
      </main>
    </Language>
  )
}

function Sale({ view, format }: { view: DisplayView; format: Format }) {
  const say = useSay()
  const last = useRef<HTMLLIElement>(null)
  useEffect(() => {
    last.current?.scrollIntoView({ block: 'nearest' })
  }, [view])
  const touched = view.touched ?? view.lines.at(-1)?.id
  return (
    <>
      <ol className="display-lines" aria-label={say('cart.lines')}>
        {view.lines.map((line) => (
          <li
            key={line.id}
            ref={line.id === touched ? last : null}
            aria-current={line.id === touched}
          >
            <SoldLine line={line} format={format} />
          </li>
        ))}
      </ol>
      {view.sum && <Sum sum={view.sum} format={format} />}
    </>
  )
}

/** Its amount before discounts, and below it each that is taken off. */
function SoldLine({ line, format }: { line: Line; format: Format }) {
  const say = useSay()
  return (
    <>
      <span className="display-quantity">
        {line.quantity === QUANTITY_SCALE ? '' : format.quantity(line.quantity, line.unit)}
      </span>
      <span className="display-name">
        <bdi>{line.size === '' ? line.name : `${line.name} ${line.size}`}</bdi>
      </span>
      <bdi className="display-amount">{format.figure(line.amount)}</bdi>
      {line.discounts.map(({ source, kind, name, amount }) => (
        <Fragment key={source}>
          <span className="display-discount">
            <bdi>
              {kind === 'promotion' ? name : say('cart.discount.by-hand', { reason: name })}
            </bdi>
          </span>
          <bdi className="display-discount-amount">{format.figure(0 - amount)}</bdi>
        </Fragment>
      ))}
    </>
  )
}

/** The steps to the figure that counts now, and that figure, which is the largest. */
function Sum({ sum: { rows, result, inCash }, format }: { sum: DisplaySum; format: Format }) {
  const say = useSay()
  const label = say(RESULT_WORDS[result.kind])
  return (
    <div className="display-sum">
      {rows.length > 0 && (
        <dl className="display-rows">
          {rows.map(({ kind, amount }) => (
            <div key={kind}>
              <dt>{say(ROW_WORDS[kind])}</dt>
              <dd>
                <bdi>{format.money(amount)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="display-total">
        <span>
          {label}
          {inCash !== null && (
            <span className="display-in-cash">
              {say('display.in-cash', { amount: format.money(inCash) })}
            </span>
          )}
        </span>
        <output aria-label={label}>
          <bdi>{format.money(result.amount)}</bdi>
        </output>
      </p>
    </div>
  )
}

interface BetweenProps {
  readonly paid: DisplayView['paid']
  readonly shop: Shop
  readonly format: Format
}

function Between({ paid, shop, format }: BetweenProps) {
  const [isOver, setOver] = useState(false)
  useEffect(() => after(PAID_SHOWN_MS, () => setOver(true)), [])
  return paid && !isOver ? <Paid paid={paid} format={format} /> : <Idle shop={shop} />
}

function Paid({ paid, format }: { paid: DisplaySum; format: Format }) {
  const say = useSay()
  return (
    <div className="display-paid">
      <h1>{say('display.thanks')}</h1>
      <Sum sum={paid} format={format} />
    </div>
  )
}

function Idle({ shop }: { shop: Shop }) {
  const say = useSay()
  const { pictures = NO_PICTURES } = shop
  const [turn, setTurn] = useState(0)
  useEffect(
    () => (pictures.length < 2 ? undefined : after(PICTURE_SHOWN_MS, () => setTurn(turn + 1))),
    [pictures, turn],
  )
  const picture = pictures[turn % Math.max(1, pictures.length)]
  return (
    <div className="display-idle">
      {picture !== undefined && <img src={picture} alt="" />}
      <h1>{shop.store}</h1>
      <p>{say('display.welcome')}</p>
    </div>
  )
}
