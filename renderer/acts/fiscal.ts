/** Acts on the fiscal day: what was closed, closing it, and the books of what was closed. */
import type { ClosingsView, WrittenBooksView } from '../../src/contract/terminal/fiscal.ts'
import { periodDates, type ClosingKind } from '../../src/domain/fiscal/closing.ts'
import { troubleOf, type Answer } from '../connection/trouble.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

/** In place of the sale, whose cart stays as it is; a payment under way is ended first. */
export function beginClosings(desk: Desk): void {
  const { status, step } = desk.store.state()
  if (status?.permissions.includes('close-day') !== true) {
    shown(desk, { ok: false, trouble: troubleOf('not-permitted') })
  } else if (step.name !== 'card') desk.store.change({ kind: 'reading', what: 'closings' })
}

export function listClosings(desk: Desk): Promise<Answer<ClosingsView>> {
  return command(desk, (client, own) => client.fiscal.list(own))
}

/** Tells `done` what there is then, also where a second person had to come first. */
export function closeDay(desk: Desk, done: (closings: ClosingsView) => void): Promise<void> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) => client.fiscal.closeDay(own))
    const closings = shown(desk, answer)
    if (closings) done(closings)
  })
}

export function writeBooks(
  desk: Desk,
  period: string,
  done: (written: WrittenBooksView | null) => void,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.fiscal.writeBooks({ ...own, period: periodDates(period) }),
    )
    done(shown(desk, answer) ?? null)
  })
}

export function printClosing(
  desk: Desk,
  kind: ClosingKind,
  number: number,
  done: () => void,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.fiscal.print({ ...own, kind, number }),
    )
    if (shown(desk, answer)) done()
  })
}
