/** Receipts that did not print, or of which nobody knows: a person looks and says. */
import { PRINT_JOBS_LIMIT, type PrintJobView } from '../../../src/contract/terminal/views.ts'
import { settlePrintJob, type Settlement } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { messageKey, useSay, type MessageKey } from '../../language/language.tsx'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'
import { openJobs } from '../bar/signs.ts'

/** As many as a person settles at a time; the rest follows as they do. */
const SHOWN_AT_MOST = 20

export function PrintJobs() {
  const say = useSay()
  const format = useFormat()
  const status = useTerminal((state) => state.status)
  const jobs = status ? openJobs(status) : []
  const waiting = status?.printJobsWaiting ?? 0
  const shown = Math.min(jobs.length, SHOWN_AT_MOST)
  const condition = messageKey(`printer.${status?.printer ?? 'missing'}`) ?? 'printer.error'
  return (
    <>
      <p>{say(condition)}</p>
      {jobs.length === 0 && <Empty title={say('jobs.none')} hint={say('jobs.none.hint')} />}
      {jobs.slice(0, SHOWN_AT_MOST).map((job) => (
        <Job key={job.id} job={job} />
      ))}
      {waiting > shown && <p>{say('jobs.more', { count: format.count(waiting - shown) })}</p>}
      {waiting >= PRINT_JOBS_LIMIT && (
        <p>{say('jobs.given-up', { limit: format.count(PRINT_JOBS_LIMIT) })}</p>
      )}
    </>
  )
}

function Job({ job }: { job: PrintJobView }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const settle = (outcome: Settlement) => void settlePrintJob(desk, job.id, outcome)
  const time = format.time(job.createdAt)
  const { name = '', copies = 0 } = job.labels ?? {}
  const values = { number: job.receipt ?? '', time, name, count: copies }
  const reason = job.condition === null ? undefined : messageKey(`printer.${job.condition}`)
  const isDrawer = job.kind === 'drawer'
  return (
    <section className="job">
      <div>
        <h4>{say(questionOf(job), values)}</h4>
        <p className="job-detail">
          {[reason && say(reason), values.time].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="job-acts">
        {job.state === 'unknown' && (
          <Button onPress={() => settle('printed')}>
            {say(job.kind === 'labels' ? 'jobs.labels-yes' : 'jobs.yes')}
          </Button>
        )}
        {!isDrawer && <Button onPress={() => settle('sent-again')}>{say(againOf(job))}</Button>}
        <Button tone="quiet" onPress={() => settle('cancelled')}>
          {say('jobs.forget')}
        </Button>
      </div>
    </section>
  )
}

const SLIPS: ReadonlySet<PrintJobView['kind']> = new Set([
  ...(['close-slip', 'cash-slip', 'report-slip', 'gift-receipt', 'credit-note', 'quote'] as const),
  'layaway',
])

function questionOf({ kind, state }: PrintJobView): MessageKey {
  if (kind === 'drawer') return 'jobs.drawer'
  if (kind === 'labels') return state === 'held' ? 'jobs.labels-held' : 'jobs.labels-unknown'
  if (SLIPS.has(kind)) return state === 'held' ? 'jobs.slip-held' : 'jobs.slip-unknown'
  return state === 'held' ? 'jobs.held' : 'jobs.unknown'
}

/** A slip of the till and a label are no receipts: printed twice they say the same. */
function againOf({ kind, state }: PrintJobView): MessageKey {
  if (state === 'held') return 'jobs.print'
  return SLIPS.has(kind) || kind === 'labels' ? 'jobs.print-again' : 'jobs.print-copy'
}
