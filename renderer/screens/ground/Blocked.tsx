/** What keeps the terminal from selling, in words that a shop can act on. */
import { troubleOf } from '../../connection/trouble.ts'
import { messageKey, useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useTerminal } from '../../terminal-context.tsx'
import './ground.css'

export function Blocked() {
  const say = useSay()
  const code = useTerminal((state) => state.status?.blocked) ?? 'internal'
  const title = messageKey(`blocked.${code}`) ?? 'blocked.title'
  return (
    <main className="ground">
      <div className="ground-text" role="alert">
        <h1>{say(title)}</h1>
        <p>{troubleText(say, troubleOf(code))}</p>
        <p className="ground-foot">
          {say('blocked.safe')} <code>{say('blocked.code', { code })}</code>
        </p>
      </div>
    </main>
  )
}
