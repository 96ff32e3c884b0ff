/** Who may come in at the office, and who is in. */
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { officeDoor, tell } from '../../connection/backend-api.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { readStores, readWho, type OfficeVisit } from '../../reports/backend-source.ts'
import { useAsked } from '../../reports/ground.ts'
import { Door } from './Door.tsx'
import { Stores } from './Stores.tsx'
import './office.css'

interface OfficeProps {
  readonly spoken: string
  readonly token: string | null
  /** For this window only; null forgets it. */
  readonly keep: (token: string | null) => void
}

/** Why one stands at the door: one left, was turned away, or has just come. */
type Came = 'here' | 'over' | 'token-wrong'

const outSchema = z.object({ signedIn: z.literal(false) })

export function Office({ spoken, token: kept, keep }: OfficeProps) {
  const say = useSay()
  const [token, setToken] = useState(kept)
  const [turn, setTurn] = useState(0)
  const [came, setCame] = useState<Came>('here')
  const asked = useAsked(() => readWho(token), JSON.stringify([token, turn]))
  const comeBy = (next: string | null, how: Came = 'here') => {
    keep(next)
    setToken(next)
    setCame(how)
    setTurn(turn + 1)
  }
  const leave = async () => {
    if (token === null) await tell(null, '../sign-out', {}, outSchema)
    comeBy(null)
  }
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'ready') {
    const visit = { token, who: asked.value }
    return (
      <Inside
        {...{ spoken, visit }}
        onLeave={() => void leave()}
        onTurnedAway={() => comeBy(null, 'over')}
      />
    )
  }
  if (asked.trouble.code !== 'credential-wrong') {
    return <Failed trouble={asked.trouble} onBack={() => comeBy(token)} />
  }
  const how = token === null ? came : 'token-wrong'
  return (
    <Door
      notice={how === 'here' ? null : say(`office.${how}`)}
      onToken={(next) => comeBy(next)}
      onSignedIn={() => comeBy(null)}
    />
  )
}

interface InsideProps {
  readonly spoken: string
  readonly visit: OfficeVisit
  readonly onLeave: () => void
  /** The session is over, or the token counts for nothing any more. */
  readonly onTurnedAway: () => void
}

function Inside({ spoken, visit, onLeave, onTurnedAway }: InsideProps) {
  const say = useSay()
  const latest = useRef(onTurnedAway)
  useEffect(() => {
    latest.current = onTurnedAway
  })
  useEffect(() => {
    const turnedAway = () => latest.current()
    officeDoor.addEventListener('turned-away', turnedAway)
    return () => officeDoor.removeEventListener('turned-away', turnedAway)
  }, [])
  const { token, who } = visit
  const asked = useAsked(() => readStores(token), `${token ?? ''} ${who.person?.id ?? ''}`)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') return <Failed trouble={asked.trouble} onBack={onLeave} />
  const [first] = asked.value
  if (!first) return <Failed trouble={{ code: 'not-found', details: {} }} onBack={onLeave} />
  return <Stores stores={asked.value} first={first} {...{ spoken, visit, onLeave }} />
}

function Failed({ trouble, onBack }: { readonly trouble: Trouble; readonly onBack: () => void }) {
  const say = useSay()
  return (
    <main className="office-door">
      <Notice tone="danger" title={troubleText(say, trouble)} />
      <Button onPress={onBack}>{say('reports.back')}</Button>
    </main>
  )
}
