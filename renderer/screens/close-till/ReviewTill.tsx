/** What was counted against what there should be, for whoever writes the Z. */
import { useState } from 'react'
import type { ReviewView } from '../../../src/contract/terminal/till.ts'
import { balanceOf } from '../../../src/domain/till/count.ts'
import { CASH_REASON_LONGEST } from '../../../src/domain/till/rules.ts'
import { closeTill, countAgain } from '../../acts/till.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { isOnButton } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { tenderName } from '../../reports/TenderTable.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { ReceiptPaper } from '../cart/ReceiptPaper.tsx'
import '../sign-in/sign-in.css'
import './close-till.css'

export function ReviewTill() {
  const say = useSay()
  const format = useFormat()
  const closing = useTerminal((state) => state.closing)
  if (closing?.phase !== 'review') return null
  const { review } = closing
  const { person, countedAt } = review
  return (
    <div className="shell">
      <Bar />
      <main className="review">
        <header className="sign-in-head">
          <h1>{say('review.title')}</h1>
          <p>{say('review.body', { name: person, time: format.moment(countedAt) })}</p>
        </header>
        <div className="review-columns">
          <div className="review-count">
            <Figures review={review} />
            <Earlier review={review} />
            <Decision review={review} />
          </div>
          <ReceiptPaper document={review.document} />
        </div>
      </main>
    </div>
  )
}

function Figures({ review }: { readonly review: ReviewView }) {
  const say = useSay()
  return (
    <table className="review-figures">
      <thead>
        <tr>
          <th scope="col">{say('review.tender-head')}</th>
          <th scope="col">{say('review.counted')}</th>
          <th scope="col">{say('review.expected')}</th>
          <th scope="col">{say('review.difference')}</th>
        </tr>
      </thead>
      <tbody>
        <Row name={say('review.cash')} currency={review.currency} count={review} />
        {review.foreign.map((each) => (
          <Row key={each.currency} name={each.currency} currency={each.currency} count={each} />
        ))}
        {review.tenders.map((each) => (
          <Row
            key={`${each.kind} ${each.name ?? ''}`}
            name={each.name ?? tenderName(say, each.kind)}
            currency={review.currency}
            count={each}
          />
        ))}
      </tbody>
    </table>
  )
}

type Figured = 'counted' | 'expected' | 'difference' | 'slips' | 'expectedSlips'

interface RowProps {
  readonly name: string
  readonly currency: string
  readonly count: Pick<ReviewView['tenders'][number], Figured>
}

function Row({ name, currency, count }: RowProps) {
  const say = useSay()
  const format = useFormat(currency)
  const { counted, expected, difference, slips, expectedSlips } = count
  const sign = difference > 0 ? '+' : '−'
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Times count={slips} />
        {format.money(counted)}
      </td>
      <td>
        <Times count={expectedSlips} />
        {format.money(expected)}
      </td>
      <td data-balance={balanceOf(count)}>
        {difference === 0 ? say('closed.exact') : `${sign}${format.money(Math.abs(difference))}`}
      </td>
    </tr>
  )
}

/** How many slips, where somebody counted them. */
function Times({ count }: { readonly count: number | undefined }) {
  const format = useFormat()
  return count === undefined ? null : (
    <small className="review-times">
      <bdi>{format.count(count)}</bdi>
    </small>
  )
}

/** Counts that do not stand any more; they are kept. */
function Earlier({ review }: { readonly review: ReviewView }) {
  const say = useSay()
  const format = useFormat(review.currency)
  const earlier = review.counts.slice(0, -1)
  if (earlier.length === 0) return null
  const texts = earlier.map(({ person, counted }) => `${person}: ${format.money(counted)}`)
  return (
    <p className="review-earlier">
      {say('review.earlier')} · {texts.join(' · ')}
    </p>
  )
}

function Decision({ review }: { readonly review: ReviewView }) {
  const say = useSay()
  const desk = useDesk()
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const isMissing = review.needsReason && reason.trim() === ''
  const later = () => desk.store.change({ kind: 'closing', closing: null })
  const close = async () => {
    if (!isMissing) setTrouble(await closeTill(desk, review, reason.trim()))
  }
  useKeys('screen', (press) => {
    const act = actOf(press)
    if (act === 'confirm' && !isOnButton()) void close()
    else if (act === 'back') later()
    else return false
    return true
  })
  return (
    <>
      {review.needsReason && (
        <Field
          label={say('review.reason')}
          value={reason}
          onChange={setReason}
          maxLength={CASH_REASON_LONGEST}
          isFocusedAtOnce
        />
      )}
      {trouble && (
        <p role="alert" className="sure-trouble">
          {troubleText(say, trouble)}
        </p>
      )}
      <Approval />
      <div className="review-acts">
        <Button
          tone="strong"
          size="large"
          printedKey={KEYMAP.confirm.print}
          isDisabled={isMissing}
          onPress={() => void close()}
        >
          {say('review.close')}
        </Button>
        <Button onPress={() => countAgain(desk, review.session, review.counts.length)}>
          {say('review.again')}
        </Button>
        <Button tone="quiet" printedKey={KEYMAP.back.print} onPress={later}>
          {say('review.later')}
        </Button>
      </div>
    </>
  )
}
