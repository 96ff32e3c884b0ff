/** Before there is anything to sell with: reaching the core, or the first pull. */
import { useEffect, useState } from 'react'
import { after } from '../../clock.ts'
import { Progress } from '../../design/Progress.tsx'
import { useSay } from '../../language/language.tsx'
import { useFormat, useTerminal } from '../../terminal-context.tsx'
import './ground.css'

/** A start that is quick shows no screen of its own: what flashes by only disturbs. */
const QUIET_FOR_MS = 400

export function Waiting() {
  const say = useSay()
  const format = useFormat()
  const status = useTerminal((state) => state.status)
  const [isQuiet, setQuiet] = useState(true)
  useEffect(() => after(QUIET_FOR_MS, () => setQuiet(false)), [])
  if (!status) {
    if (isQuiet) return <main className="ground" />
    return (
      <main className="ground">
        <div className="ground-text" aria-live="polite">
          <h1>{say('connecting.title')}</h1>
          <Progress label={say('connecting.title')} />
          <p>{say('connecting.body')}</p>
        </div>
      </main>
    )
  }
  const { catalogue, network } = status
  return (
    <main className="ground">
      <div className="ground-text">
        <h1>{say('pull.title')}</h1>
        <Progress label={say('pull.title')} />
        <p aria-live="polite">
          {network.online
            ? say('pull.count', {
                count: catalogue.rows,
                shown: format.count(catalogue.rows),
              })
            : say('pull.offline')}
        </p>
        <p className="ground-foot">{say('pull.body')}</p>
      </div>
    </main>
  )
}
