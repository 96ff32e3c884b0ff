/** How this till stands: what needs a person and what to do about it, then the quiet figures. */
import {
  Archive,
  Building2,
  ClockAlert,
  Coins,
  Copy,
  DatabaseBackup,
  HardDrive,
  History,
  MailX,
  ServerOff,
} from 'lucide-react'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { adviceOf, concernsOf, type Concern } from '../bar/concerns.ts'
import { networkSign } from '../bar/signs.ts'
import { CountsToGoOnWith } from '../close-till/OpenCounts.tsx'

const MARKS = {
  reserve: HardDrive,
  refused: ServerOff,
  'closed-elsewhere': Building2,
  counting: Coins,
  forked: Copy,
  recovery: History,
  clock: ClockAlert,
  parked: Archive,
  backup: DatabaseBackup,
  mails: MailX,
} as const

export function ThisTill() {
  const say = useSay()
  const format = useFormat()
  const status = useTerminal((state) => state.status)
  if (!status) return null
  const concerns = concernsOf(status, format)
  const network = networkSign(status, format)
  const { unsent, backup } = status
  const newest = backup?.newestAt ?? null
  return (
    <>
      {concerns.length === 0 && <Empty title={say('concern.none')} />}
      {concerns.length > 0 && (
        <div className="panel-group">
          {concerns.map((concern) => (
            <ConcernRow
              key={concern.kind}
              concern={concern}
              advice={adviceOf(concern, status, say, format)}
            />
          ))}
        </div>
      )}
      <dl className="keys">
        <div>
          <dt>{say('this-till.server')}</dt>
          <dd>{network ? say(network.key, network.values) : say('bar.refused')}</dd>
        </div>
        <div>
          <dt>{say('this-till.unsent')}</dt>
          <dd>{say('this-till.unsent-count', { count: unsent.entries })}</dd>
        </div>
        {backup && (
          <div>
            <dt>{say('this-till.backup')}</dt>
            <dd>{newest === null ? say('this-till.backup-none') : format.moment(newest)}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

function ConcernRow({ concern, advice }: { concern: Concern; advice: string }) {
  const say = useSay()
  const desk = useDesk()
  const Mark = MARKS[concern.kind]
  return (
    <section className="concern" data-tone={concern.tone}>
      <Mark aria-hidden="true" size="1.5em" />
      <div>
        <h4>{say(concern.key, concern.values)}</h4>
        <p>{advice}</p>
        {concern.kind === 'counting' && <CountsToGoOnWith />}
        {concern.kind === 'mails' && (
          <Button onPress={() => desk.store.change({ kind: 'panel', panel: 'mails' })}>
            {say('panel.mails')}
          </Button>
        )}
      </div>
    </section>
  )
}
