/** The till sessions of a store, for whoever may see no other reports. */
import { useState } from 'react'
import { Button } from '../design/Button.tsx'
import { useSay } from '../language/language.tsx'
import { useBack, useGround } from './ground.ts'
import { Tills } from './Tills.tsx'
import { TillSession } from './TillSession.tsx'
import './reports.css'
import './tables.css'
import './tills.css'

export function TillsAlone() {
  const say = useSay()
  const { source, backKey } = useGround()
  const [session, setSession] = useState<string | null>(null)
  const back = () => setSession(null)
  useBack(back)
  const { tills } = source
  if (!tills) return null
  return (
    <main className="reports">
      <header className="reports-head">
        {session !== null && (
          <Button printedKey={backKey} onPress={back}>
            {say('reports.back')}
          </Button>
        )}
        <h1>{say('tills.title')}</h1>
      </header>
      {session === null ? (
        <Tills tills={tills} onChosen={setSession} />
      ) : (
        <TillSession tills={tills} session={session} />
      )}
    </main>
  )
}
