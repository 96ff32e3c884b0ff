/**
 * Slips of other tenders: how many of each kind that the store takes, and what stands on them. All
 * kinds are asked for, whatever was taken: the questions tell whoever counts nothing.
 */
import { Group } from 'react-aria-components/Group'
import type { ShopView } from '../../../src/contract/terminal/shop-view.ts'
import { minor, type Minor } from '../../../src/domain/money.ts'
import type { CountedTenders } from '../../../src/domain/till/counted.ts'
import { Field } from '../../design/Field.tsx'
import { readAmount, retyped } from '../../format/typed-amount.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'

type Asked = ShopView['slips']['asked'][number]

/** Null is what nobody typed. */
export interface SlipCount {
  readonly asked: Asked
  readonly slips: number | null
  readonly counted: Minor | null
}

export type SlipCounts = ReadonlyMap<string, SlipCount>

/** No drawer holds more of them. */
const MOST_DIGITS = 4

interface SlipsProps {
  readonly counts: SlipCounts
  readonly onCount: (key: string, count: SlipCount) => void
}

/** Nothing where the store takes no tender that leaves paper. */
export function Slips({ counts, onCount }: SlipsProps) {
  const say = useSay()
  const slips = useTerminal((state) => state.shop?.slips)
  if (!slips || slips.asked.length === 0) return null
  return (
    <section className="slips" aria-labelledby="slips-title">
      <h2 id="slips-title">{say('close.slips')}</h2>
      <p className="count-hint">
        {say(slips.isNeeded ? 'close.slips.needed' : 'close.slips.hint')}
      </p>
      <div className="slips-kinds">
        {slips.asked.map((asked) => {
          const key = keyOf(asked)
          const count = counts.get(key) ?? { asked, slips: null, counted: null }
          return <Kind key={key} count={count} onCount={(changed) => onCount(key, changed)} />
        })}
      </div>
    </section>
  )
}

interface KindProps {
  readonly count: SlipCount
  readonly onCount: (count: SlipCount) => void
}

function Kind({ count, onCount }: KindProps) {
  const say = useSay()
  const format = useFormat()
  const { asked, slips, counted } = count
  const name = asked.name ?? say('tender.card')
  return (
    <Group className="slips-kind" aria-label={name}>
      <span className="slips-name">
        <bdi>{name}</bdi>
      </span>
      <Field
        label={say('close.slips.count')}
        value={slips === null ? '' : String(slips)}
        onChange={(text) => {
          const digits = text.replaceAll(/\D/g, '').slice(-MOST_DIGITS)
          onCount({ ...count, slips: digits === '' ? null : Number(digits) })
        }}
        align="end"
        maxLength={MOST_DIGITS + 1}
      />
      <Field
        label={say('close.slips.sum')}
        value={counted === null ? '' : format.figure(counted)}
        onChange={(text) => {
          const sum = readAmount(retyped(text, format.exponent), format.exponent)
          onCount({ ...count, counted: sum })
        }}
        align="end"
        maxLength={14}
      />
    </Group>
  )
}

function keyOf({ kind, name }: Asked): string {
  return `${kind} ${name ?? ''}`
}

/** Slips whose sum nobody said: a number alone proves nothing. */
export function isSumMissing(counts: SlipCounts): boolean {
  return [...counts.values()].some(({ slips, counted }) => (slips ?? 0) > 0 && counted === null)
}

/** What was said of them: a kind of which nothing was typed was not counted. */
export function saidOf(counts: SlipCounts): CountedTenders {
  return [...counts.values()]
    .filter(({ slips, counted }) => slips !== null || counted !== null)
    .map(({ asked: { kind, name }, slips, counted }) => ({
      ...{ kind, counted: counted ?? minor(0) },
      ...(name !== undefined && { name }),
      ...(slips !== null && { slips }),
    }))
}
