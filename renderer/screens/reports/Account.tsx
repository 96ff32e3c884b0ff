/** Who is in at the office: their role, and another password of their own. */
import { useState } from 'react'
import { z } from 'zod'
import type { WhoIsIn } from '../../../src/contract/backend/door.ts'
import { roleSchema } from '../../../src/domain/permission.ts'
import { PASSWORD_LONGEST, passwordSchema } from '../../../src/domain/office-account.ts'
import { tell } from '../../connection/backend-api.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import '../../reports/reports.css'
import './office.css'

type Person = NonNullable<WhoIsIn['person']>

export function Account({ who }: { readonly who: WhoIsIn }) {
  const say = useSay()
  const { person } = who
  return (
    <main className="reports">
      <section className="reports-body" aria-label={say('account.title')}>
        <div className="reports-card office-account">
          <h2>
            <bdi>{person?.name ?? say('office.token')}</bdi>
          </h2>
          <p>{person ? roleName(say, person) : say('account.token')}</p>
        </div>
        {person && <OwnPassword />}
      </section>
    </main>
  )
}

/** What the store calls it, where it is one of its own. */
function roleName(say: Say, { role, roleName: own }: Person): string {
  const usual = roleSchema.safeParse(role)
  return usual.success ? say(`role.${usual.data}`) : (own ?? role)
}

const changedSchema = z.object({ changed: z.literal(true) })
const NOTHING = { password: '', next: '', again: '' }

function OwnPassword() {
  const say = useSay()
  const [typed, setTyped] = useState(NOTHING)
  const [told, setTold] = useState<Trouble | 'changed' | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const { password, next, again } = typed
  const isFit = passwordSchema.safeParse(next).success && next === again
  const isWhole = password !== '' && isFit && !isUnderWay
  const change = async () => {
    if (!isWhole) return
    setUnderWay(true)
    const answer = await tell(null, '../password', { password, next }, changedSchema)
    setUnderWay(false)
    if (answer.ok) setTyped(NOTHING)
    setTold(answer.ok ? 'changed' : answer.trouble)
  }
  const field = (name: keyof typeof NOTHING, label: string) => (
    <Field
      label={label}
      value={typed[name]}
      onChange={(text) => {
        setTyped({ ...typed, [name]: text })
        setTold(null)
      }}
      keeps={name === 'password' ? 'current-password' : 'new-password'}
      maxLength={PASSWORD_LONGEST}
    />
  )
  return (
    <form
      className="reports-card office-account"
      onSubmit={(event) => {
        event.preventDefault()
        void change()
      }}
    >
      <h2>{say('account.password')}</h2>
      <p>{say('account.password.hint')}</p>
      {told === 'changed' && <Notice tone="plain" title={say('account.changed')} />}
      {told !== null && told !== 'changed' && <Notice tone="danger" title={wrongText(say, told)} />}
      {field('password', say('account.now'))}
      {field('next', say('account.next'))}
      {field('again', say('account.again'))}
      <Button tone="strong" isDisabled={!isWhole} onPress={() => void change()}>
        {say('account.change')}
      </Button>
      <input type="submit" hidden />
    </form>
  )
}

function wrongText(say: Say, trouble: Trouble): string {
  return trouble.code === 'busy' ? say('office.wait') : troubleText(say, trouble)
}
