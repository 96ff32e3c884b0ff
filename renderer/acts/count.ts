/** Acts on a count of the shelf: it is begun, looked through, counted again, and posted. */
import type { CountReview } from '../../src/contract/terminal/stock.ts'
import type { VarianceReason } from '../../src/domain/stock/count.ts'
import type { TerminalClient } from '../connection/link.ts'
import { command, guarded, shown, type Desk } from './desk.ts'
import { booking, change, onSheet } from './stock.ts'

export type WantedScope = Parameters<TerminalClient['stock']['beginCount']>[0]['scope']

export function beginCount(desk: Desk, scope: WantedScope): Promise<void> {
  return guarded(desk, (desk) =>
    desk.inTurn(async () => {
      const begin = (client: TerminalClient, own: object & { command: string }) =>
        client.stock.beginCount({ ...own, scope })
      const sheet = shown(desk, await command(desk, begin))
      if (sheet) change(desk, { sheet, said: null, review: null })
    }),
  )
}

export function reviewCount(desk: Desk): Promise<void> {
  return guarded(desk, (desk) =>
    desk.inTurn(async () => {
      const asked = await command(desk, (client, own) => client.stock.reviewCount(own))
      const review = shown(desk, asked)
      if (review) change(desk, { review, said: null })
    }),
  )
}

export function recount(desk: Desk, lines: readonly string[]): Promise<void> {
  return guarded(desk, async (desk) => {
    await onSheet(desk, (client, own, seen) =>
      client.stock.recount({ ...own, ...seen, lines: [...lines] }),
    )
  })
}

export interface Posting {
  readonly reason: VarianceReason
  readonly reasons: ReadonlyMap<string, VarianceReason>
  readonly note: string
  readonly rest: 'later' | 'alone' | 'zero'
}

/** What was looked through is what is posted: the list may have changed since. */
export function postCount(
  desk: Desk,
  { sheet, version }: Pick<CountReview, 'sheet' | 'version'>,
  { reason, reasons, note, rest }: Posting,
): Promise<void> {
  const said = [...reasons].map(([line, why]) => ({ line, reason: why }))
  return booking(
    desk,
    () => change(desk, { review: null, said: { kind: 'booked' } }),
    (client, own) =>
      client.stock.postCount({ ...own, sheet, version, reason, reasons: said, note, rest }),
  )
}
