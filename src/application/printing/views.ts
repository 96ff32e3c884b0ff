/** A print job as a screen shows it. */
import type { PrintJobView } from '../../contract/terminal/views.ts'
import type { PrintJob } from '../../ports/store.ts'
import type { Core } from '../core.ts'

export function printJobView({ store }: Core, job: PrintJob): PrintJobView {
  const sale = job.sale === null ? undefined : store.sales.find(job.sale)
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    condition: job.condition,
    receipt: sale?.sale.receipt ?? null,
    labels: job.labels ? { name: job.labels.label.name, copies: job.labels.copies } : null,
    createdAt: job.createdAt,
  }
}
