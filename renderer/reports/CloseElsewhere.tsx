/**
 * Closes an abandoned session from here: who says so, why, and what was counted; or corrects what
 * was said so before.
 */
import { useState } from 'react'
import type { TillSessionDetail, TillSessionView } from '../../src/contract/backend/tills.ts'
import type { Trouble } from '../connection/trouble.ts'
import { Button } from '../design/Button.tsx'
import { Field } from '../design/Field.tsx'
import { Notice } from '../design/Notice.tsx'
import { readAmount, retyped } from '../format/typed-amount.ts'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useGround } from './ground.ts'
import type { CloseElsewhere as Close } from './source.ts'

interface CloseElsewhereProps {
  readonly onClose: Close
  /** Whose word it is; absent where they say their name. */
  readonly speaker: string | undefined
  readonly session: TillSessionView
  readonly onClosed: (detail: TillSessionDetail) => void
}

export function CloseElsewhere({ onClose, speaker, session, onClosed }: CloseElsewhereProps) {
  const say = useSay()
  const { format } = useGround()
  const [person, setPerson] = useState('')
  const { elsewhere: said } = session
  const [reason, setReason] = useState(said?.reason ?? '')
  const [typed, setTyped] = useState(String(said?.counted ?? ''))
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const counted = readAmount(typed, format.exponent)
  const isSaid = speaker !== undefined || person.trim() !== ''
  const isWhole = isSaid && reason.trim() !== '' && !isUnderWay
  const close = async () => {
    if (!isWhole) return
    setUnderWay(true)
    const by = speaker === undefined && { person: person.trim() }
    const word = { ...by, reason: reason.trim(), counted, corrects: said?.at }
    const answer = await onClose(session.session, word)
    setUnderWay(false)
    if (answer.ok) onClosed(answer.value)
    else setTrouble(answer.trouble)
  }
  return (
    <form
      className="reports-card tills-close"
      onSubmit={(event) => {
        event.preventDefault()
        void close()
      }}
    >
      <h2>{say(said ? 'tills.correct' : 'tills.close')}</h2>
      <p>{say(said ? 'tills.correct.hint' : 'tills.close.hint')}</p>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
      {speaker === undefined ? (
        <Field label={say('tills.close.who')} value={person} onChange={setPerson} maxLength={80} />
      ) : (
        <p>{say('tills.close.as', { name: speaker })}</p>
      )}
      <Field label={say('move.reason')} value={reason} onChange={setReason} maxLength={80} />
      <Field
        label={say('tills.close.counted')}
        value={counted === null ? '' : format.figure(counted)}
        onChange={(text) => setTyped(retyped(text, format.exponent))}
        align="end"
        maxLength={14}
      />
      <Button tone="strong" isDisabled={!isWhole} onPress={() => void close()}>
        {say(said ? 'tills.correct.do' : 'tills.close.do')}
      </Button>
    </form>
  )
}
