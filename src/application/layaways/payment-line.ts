/** The line of a cart by which money is paid for goods that are laid away. */
import { minor, type Minor } from '../../domain/money.ts'
import type { Line } from '../../domain/selling/draft.ts'
import type { Layaway } from '../../domain/selling/layaway.ts'
import { loadLine } from '../accounts/load.ts'
import type { TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'

interface Stands {
  readonly park: string
  readonly layaway: Layaway
  readonly total: Minor
  /** What was paid before. */
  readonly before: Minor
}

export function paymentLine(
  core: Core,
  { park, layaway: { layaway, until }, total, before }: Stands,
  amount: Minor,
  authority: TillAuthority,
): Line {
  const source = { kind: 'layaway', account: park, lastFour: '' } as const
  const policy = { offlineMost: minor(0), limit: minor(0) }
  const line = loadLine(core, { ...source, ...policy }, amount, authority)
  return { ...line, load: { ...source, layaway: { layaway, total, before, until } } }
}
