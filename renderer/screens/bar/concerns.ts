/**
 * What needs a person, the worst first: the bar names it in a few words, the panel of this till
 * says what to do.
 */
import type { StatusView } from '../../../src/contract/terminal/views.ts'
import type { Format } from '../../format/format.ts'
import { messageKey, type MessageKey, type Say, type Values } from '../../language/language.tsx'

export interface Concern {
  readonly kind:
    | 'reserve'
    | 'forked'
    | 'refused'
    | 'recovery'
    | 'clock'
    | 'parked'
    | 'backup'
    | 'closed-elsewhere'
    | 'counting'
    | 'mails'
  readonly tone: 'caution' | 'danger'
  readonly key: MessageKey
  readonly values?: Values
}

/** Stretches of missing entries that a person can still read at a glance. */
const STRETCHES_SHOWN = 5

export function concernsOf(status: StatusView, format: Pick<Format, 'moment'>): Concern[] {
  const { network, delivery, recovery, backup } = status
  const found: Concern[] = []
  if (status.reserveSpent) found.push({ kind: 'reserve', tone: 'danger', key: 'concern.reserve' })
  if (delivery.forked) found.push({ kind: 'forked', tone: 'danger', key: 'concern.forked' })
  if (status.till?.elsewhere) {
    const { at, person } = status.till.elsewhere
    const values = { name: person, time: format.moment(at) }
    found.push({
      ...{ kind: 'closed-elsewhere', tone: 'caution', key: 'concern.closed-elsewhere', values },
    })
  }
  if (network.refused) found.push({ kind: 'refused', tone: 'danger', key: 'concern.refused' })
  if (recovery) {
    const tone = recovery.missing.length > 0 ? 'danger' : 'caution'
    found.push({ kind: 'recovery', tone, key: 'concern.recovery' })
  }
  if (status.clock) found.push({ kind: 'clock', tone: 'caution', key: 'concern.clock' })
  if (delivery.parked > 0) {
    const values = { count: delivery.parked }
    found.push({ kind: 'parked', tone: 'caution', key: 'concern.parked', values })
  }
  if (status.counting.length > 0) {
    const names = new Set(status.counting.map(({ person }) => person))
    const values = { names: [...names].join(', ') }
    found.push({ kind: 'counting', tone: 'caution', key: 'concern.counting', values })
  }
  if (status.failedMails > 0) {
    const values = { count: status.failedMails }
    found.push({ kind: 'mails', tone: 'caution', key: 'concern.mails', values })
  }
  if (backup?.failure) found.push(backupConcern(backup, format))
  return found
}

function backupConcern(
  { newestAt, failure }: NonNullable<StatusView['backup']>,
  format: Pick<Format, 'moment'>,
): Concern {
  const tone = failure === 'database-damaged' ? 'danger' : 'caution'
  if (newestAt === null) return { kind: 'backup', tone, key: 'concern.no-backup' }
  return { kind: 'backup', tone, key: 'concern.backup', values: { time: format.moment(newestAt) } }
}

/** What it means, and what to do about it. */
export function adviceOf(
  { kind }: Concern,
  { recovery, backup, clock }: StatusView,
  say: Say,
  format: Pick<Format, 'moment'>,
): string {
  if (kind === 'recovery') return recovery ? recoveryAdvice(recovery, say, format) : ''
  if (kind === 'clock') return clock ? clockAdvice(clock, say, format) : ''
  if (kind !== 'backup') return say(`concern.${kind}.body`)
  return say(messageKey(`concern.backup.${backup?.failure ?? ''}`) ?? 'concern.backup.disk-failed')
}

function clockAdvice(
  { at, server }: NonNullable<StatusView['clock']>,
  say: Say,
  format: Pick<Format, 'moment'>,
): string {
  const moments = { here: format.moment(at), server: format.moment(server) }
  return say('concern.clock.body', moments)
}

type Recovery = NonNullable<StatusView['recovery']>

function recoveryAdvice(
  { at, missing }: Recovery,
  say: Say,
  format: Pick<Format, 'moment'>,
): string {
  const time = format.moment(at)
  if (missing.length === 0) return say('concern.recovery.whole', { time })
  return say('concern.recovery.missing', { time, entries: missingText(missing, say) })
}

/** `2-15 to 2-17`: the entries' epoch and number, as the log names them. */
function missingText(missing: Recovery['missing'], say: Say): string {
  const stretches = missing.slice(0, STRETCHES_SHOWN).map(({ epoch, from, to }) => {
    const first = `${String(epoch)}-${String(from)}`
    if (to === null) return say('concern.recovery.open', { from: first })
    if (to === from) return first
    return say('concern.recovery.entries', { from: first, to: `${String(epoch)}-${String(to)}` })
  })
  return missing.length > STRETCHES_SHOWN ? `${stretches.join(', ')} …` : stretches.join(', ')
}
