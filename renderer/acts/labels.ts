/** Acts on labels: what is proposed to be printed, and what is. */
import type { ProposedLabels } from '../../src/contract/terminal/labels.ts'
import type { StatusView } from '../../src/contract/terminal/views.ts'
import type { TerminalClient } from '../connection/link.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

export type WantedLabels = Parameters<TerminalClient['labels']['print']>[0]['labels']

/** Where there is a printer for them; a till without one says nothing of labels. */
export function mayLabel(status: StatusView | null): boolean {
  return (
    status !== null && status.labelPrinter !== null && status.permissions.includes('print-labels')
  )
}

export function beginLabels(desk: Desk, of: ProposedLabels): void {
  desk.store.change({ kind: 'labelling', of })
}

export function endLabels(desk: Desk): void {
  desk.store.change({ kind: 'labelling', of: null })
}

/** What waits for the printer is shown with the other print jobs. */
export function printLabels(desk: Desk, labels: WantedLabels): Promise<void> {
  return guarded(desk, async (desk) => {
    const asked = await command(desk, (client, own) => client.labels.print({ ...own, labels }))
    if (!shown(desk, asked)) return
    desk.tones.play('found')
    endLabels(desk)
  })
}
