/** What the bar says of network, sending and printer. Null says that there is nothing to say. */
import type { StatusView } from '../../../src/contract/terminal/views.ts'
import type { Format } from '../../format/format.ts'
import { messageKey, type MessageKey, type Values } from '../../language/language.tsx'

export interface SignText {
  readonly tone: 'plain' | 'caution' | 'danger'
  readonly key: MessageKey
  readonly values?: Values
}

export function networkSign(
  status: StatusView,
  format: Pick<Format, 'time' | 'count'>,
): SignText | null {
  const { network, catalogue } = status
  // It answers: that it knows nobody of this name is a concern of its own.
  if (network.refused) return null
  if (!network.online) {
    return network.since === null
      ? { tone: 'caution', key: 'bar.offline' }
      : { tone: 'caution', key: 'bar.offline-since', values: { time: format.time(network.since) } }
  }
  if (catalogue.pulling) {
    return {
      tone: 'plain',
      key: 'bar.pulling',
      values: { count: format.count(catalogue.rows) },
    }
  }
  return { tone: 'plain', key: 'bar.online' }
}

/** While all is well, what is on its way for a moment is nobody's worry. */
export function unsentSign({ unsent, network }: StatusView): SignText | null {
  if (unsent.entries === 0 || (network.online && unsent.sales === 0)) return null
  const tone = network.online ? 'plain' : 'caution'
  return unsent.sales > 0
    ? { tone, key: 'bar.unsent-sales', values: { count: unsent.sales } }
    : { tone, key: 'bar.unsent-entries', values: { count: unsent.entries } }
}

/** Jobs that wait for a person: held ones, and those of which nobody knows. */
export function openJobs({ printJobs }: Pick<StatusView, 'printJobs'>): StatusView['printJobs'] {
  return printJobs.filter((job) => job.state === 'held' || job.state === 'unknown')
}

export function printerSign(status: StatusView): SignText | null {
  const waiting = status.printJobsWaiting
  if (waiting > 0) return { tone: 'danger', key: 'bar.print-jobs', values: { count: waiting } }
  if (status.printer === null) return { tone: 'plain', key: 'bar.no-printer' }
  const key = messageKey(`printer.${status.printer}`) ?? 'printer.error'
  const isFine = status.printer === 'ready' || status.printer === 'unknown'
  if (isFine) return { tone: 'plain', key }
  return { tone: status.printer === 'paper-low' ? 'caution' : 'danger', key }
}
