/** One thing about a person, changed by itself: its fields, what came of it, and its button. */
import { useState, type ReactNode } from 'react'
import type { Answer, Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'

interface CardProps<Value> {
  readonly title: string
  /** Where the page says it already. */
  readonly isTitleHidden?: boolean
  readonly hint?: string
  readonly label: string
  readonly isWhole: boolean
  readonly save: () => Promise<Answer<Value>>
  readonly onSaved: (value: Value) => void
  /** What is said once it is done. */
  readonly done: string
  /** Something else that may be done about it. */
  readonly beside?: ReactNode
  /** The fields; `trouble` is why it was refused, to be said at the field that it is about. */
  readonly children: (trouble: Trouble | null, touched: () => void) => ReactNode
}

export function Card<Value>(props: CardProps<Value>) {
  const { title, hint, label, isWhole, save, onSaved, done, beside, children } = props
  const [told, setTold] = useState<Trouble | 'done' | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const isReady = isWhole && !isUnderWay
  const act = async () => {
    if (!isReady) return
    setUnderWay(true)
    const answer = await save()
    setUnderWay(false)
    setTold(answer.ok ? 'done' : answer.trouble)
    if (answer.ok) onSaved(answer.value)
  }
  return (
    <form
      className="reports-card staff-card"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        void act()
      }}
    >
      {props.isTitleHidden !== true && <h2>{title}</h2>}
      {hint !== undefined && <p>{hint}</p>}
      {children(told === 'done' ? null : told, () => setTold(null))}
      <div className="office-prices-choices">
        <Button tone="strong" isDisabled={!isReady} onPress={() => void act()}>
          {label}
        </Button>
        {beside}
      </div>
      {told === 'done' && <p role="status">{done}</p>}
      <input type="submit" hidden />
    </form>
  )
}
