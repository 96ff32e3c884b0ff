/** Coming in at the office: by one's own name and password, or with the owner's token. */
import { useState, type ReactNode } from 'react'
import { whoIsInSchema } from '../../../src/contract/backend/door.ts'
import { tell } from '../../connection/backend-api.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import './office.css'

interface DoorProps {
  /** What is to be said of how one came here; null where one simply opened the page. */
  readonly notice: string | null
  readonly onToken: (token: string) => void
  readonly onSignedIn: () => void
}

export function Door({ notice, onToken, onSignedIn }: DoorProps) {
  const say = useSay()
  const [isByToken, setByToken] = useState(false)
  return (
    <main className="office-door">
      <h1>{say('office.title')}</h1>
      {isByToken ? (
        <ByToken notice={notice} onToken={onToken} />
      ) : (
        <ByName notice={notice} onSignedIn={onSignedIn} />
      )}
      <Button tone="quiet" onPress={() => setByToken(!isByToken)}>
        {say(isByToken ? 'office.by-name' : 'office.by-token')}
      </Button>
    </main>
  )
}

function ByName({ notice, onSignedIn }: Pick<DoorProps, 'notice' | 'onSignedIn'>) {
  const say = useSay()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const isWhole = name.trim() !== '' && password !== '' && !isUnderWay
  const enter = async () => {
    if (!isWhole) return
    setUnderWay(true)
    const answer = await tell(null, '../sign-in', { name, password }, whoIsInSchema)
    setUnderWay(false)
    if (answer.ok) return onSignedIn()
    setPassword('')
    setTrouble(answer.trouble)
  }
  const told = trouble ? doorText(say, trouble) : notice
  return (
    <EntryForm notice={told} onEnter={() => void enter()}>
      <Field
        {...{ label: say('office.name'), value: name, onChange: setName, keeps: 'username' }}
        isFocusedAtOnce
      />
      <Field
        {...{ label: say('office.password'), value: password, onChange: setPassword }}
        keeps="current-password"
        maxLength={200}
      />
      <Button tone="strong" size="large" isDisabled={!isWhole} onPress={() => void enter()}>
        {say('sign-in.go')}
      </Button>
    </EntryForm>
  )
}

function ByToken({ notice, onToken }: Pick<DoorProps, 'notice' | 'onToken'>) {
  const say = useSay()
  const [text, setText] = useState('')
  const enter = () => text.trim() !== '' && onToken(text.trim())
  return (
    <EntryForm notice={notice} onEnter={enter}>
      <Field label={say('office.token')} value={text} onChange={setText} isFocusedAtOnce />
      <p>{say('office.token.hint')}</p>
      <Button tone="strong" size="large" isDisabled={text.trim() === ''} onPress={enter}>
        {say('office.enter')}
      </Button>
    </EntryForm>
  )
}

interface EntryFormProps {
  readonly notice: string | null
  readonly onEnter: () => void
  readonly children: ReactNode
}

function EntryForm({ notice, onEnter, children }: EntryFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onEnter()
      }}
    >
      {notice !== null && <Notice tone="danger" title={notice} />}
      {children}
      {/* With it Enter does what the button does, in whichever field. */}
      <input type="submit" hidden />
    </form>
  )
}

/** What is wrong at the door has nothing to do with a till. */
function doorText(say: Say, trouble: Trouble): string {
  const { code } = trouble
  if (code === 'credential-wrong' || code === 'input-invalid') return say('office.wrong')
  return code === 'busy' ? say('office.wait') : troubleText(say, trouble)
}
