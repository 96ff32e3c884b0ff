/** A count beside what was expected: what differs, why, what is counted again, and the rest. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { CountReview } from '../../../src/contract/terminal/stock.ts'
import { varianceReasonSchema, type VarianceReason } from '../../../src/domain/stock/count.ts'
import { postCount, recount, type Posting } from '../../acts/count.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat } from '../../terminal-context.tsx'
import { useScopeName } from './scope-name.ts'
import { Missed, reasonIn, Variances } from './Variances.tsx'

const NOTE_LONGEST = 200
const ALL_REASONS = varianceReasonSchema.options.filter((each) => each !== 'found')

export function Review({ review }: { readonly review: CountReview }) {
  const say = useSay()
  const desk = useDesk()
  const nameOf = useScopeName()
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set())
  const [reasons, setReasons] = useState<Posting['reasons']>(new Map())
  const differing = review.lines.filter(({ variance, isAgain }) => variance !== 0 || isAgain)
  const toggle = (line: string) => {
    const next = new Set(again)
    if (!next.delete(line)) next.add(line)
    setAgain(next)
  }
  const because = (line: string, reason: VarianceReason | null) => {
    const next = new Map(reasons)
    if (reason === null) next.delete(line)
    else next.set(line, reason)
    setReasons(next)
  }
  return (
    <>
      <header className="stock-review-head">
        <h2>
          <bdi>{nameOf(review)}</bdi>
        </h2>
        <p>
          {say('stock-count.as-expected', {
            count: review.lines.length - differing.length,
            lines: review.lines.length,
          })}
        </p>
        <Button
          tone="quiet"
          onPress={() => desk.store.change({ kind: 'bench', bench: { review: null } })}
        >
          {say('stock-count.back')}
        </Button>
      </header>
      <div className="stock-review">
        <Variances lines={differing} {...{ again, toggle, reasons, because }} />
        <Missed review={review} />
      </div>
      {again.size > 0 ? (
        <footer className="stock-foot">
          <div className="stock-book">
            <p>{say('stock-count.again.hint')}</p>
            <Button tone="strong" onPress={() => void recount(desk, [...again])}>
              {say('stock-count.again.ask', { count: again.size })}
            </Button>
          </div>
        </footer>
      ) : (
        <Post review={review} reasons={reasons} />
      )}
    </>
  )
}

interface PostProps {
  readonly review: CountReview
  readonly reasons: Posting['reasons']
}

function Post({ review, reasons }: PostProps) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [reason, setReason] = useState<VarianceReason>('unexplained')
  const [note, setNote] = useState('')
  const isWhole = review.scope.kind !== 'scanned'
  const [rest, setRest] = useState<Posting['rest'] | null>(null)
  const isPending = review.lines.some(({ isAgain }) => isAgain)
  const left = review.missed.length > 0 ? rest : 'alone'
  const post = () => {
    if (left !== null)
      void postCount(desk, review, { reason, reasons, note: note.trim(), rest: left })
  }
  return (
    <footer className="stock-foot">
      {isWhole && review.missed.length > 0 && (
        <Group className="stock-reasons" aria-label={say('stock-count.rest')}>
          {(['later', 'alone', 'zero'] as const).map((each) => (
            <Button key={each} isOn={each === rest} onPress={() => setRest(each)}>
              {say(`stock-count.rest.${each}`)}
            </Button>
          ))}
        </Group>
      )}
      <div className="stock-fields">
        <label className="stock-why">
          {say('stock-count.reason')}
          <select
            value={reason}
            onChange={(event) => setReason(reasonIn(event.target.value) ?? reason)}
          >
            {ALL_REASONS.map((each) => (
              <option key={each} value={each}>
                {say(`stock-work.reason.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={say('stock-work.note')}
          value={note}
          onChange={setNote}
          maxLength={NOTE_LONGEST}
        />
      </div>
      <div className="stock-book">
        <p>
          {isPending
            ? say('stock-count.pending')
            : review.worth !== null
              ? say('stock-count.worth', { amount: format.money(review.worth) })
              : ''}
        </p>
        <Button tone="strong" isDisabled={isPending || left === null} onPress={post}>
          {say('stock-count.post')}
        </Button>
      </div>
    </footer>
  )
}
