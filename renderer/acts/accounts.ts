/** Acts with what the customer has here, may owe or has earned, and with vouchers of others. */
import type { PaymentAnswer } from '../../src/contract/terminal/commands.ts'
import type { DraftView } from '../../src/contract/terminal/views.ts'
import type { Minor } from '../../src/domain/money.ts'
import type { TerminalClient } from '../connection/link.ts'
import { command, endOfStep, guarded, shown, type Desk, type Own } from './desk.ts'
import { followed, mayPay, seenDraft } from './pay.ts'

/** A way in which the cart's customer may pay, or is paid back. */
export type Way = 'store-credit' | 'on-account' | 'points'

/** Those that can pay now or be paid into, the first of them being the likeliest. */
export function waysOf({ accounts, points, due }: DraftView): readonly Way[] {
  const kinds = accounts
    .filter(({ most, balance, limit }) => due < 0 || most > 0 || balance !== 0 || limit > 0)
    .map(({ kind }): Way => kind)
  return due >= 0 && points !== null && points.most > 0 ? [...kinds, 'points'] : kinds
}

export function beginAccount(desk: Desk): void {
  const { draft } = desk.store.state()
  if (!draft || waysOf(draft).length === 0) return
  const isEmpty = draft.lines.length === 0
  // What is owed can be paid without any goods beside it.
  if (isEmpty || mayPay(desk)) desk.store.change({ kind: 'step', step: { name: 'account' } })
}

export function beginVoucher(desk: Desk): void {
  const takes = (desk.store.state().shop?.vouchers.length ?? 0) > 0
  if (takes && mayPay(desk)) desk.store.change({ kind: 'step', step: { name: 'voucher' } })
}

type Seen = Own & NonNullable<ReturnType<typeof seenDraft>>

async function payBy(
  desk: Desk,
  act: (client: TerminalClient, seen: Seen) => Promise<PaymentAnswer>,
): Promise<void> {
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) => act(client, { ...own, ...seen }))
      const answer = shown(desk, asked)
      if (answer) followed(desk, answer, 'payment')
    })
  })
}

/** All that it can pay where nothing is named; of points their number, else an amount. */
export function payByWay(desk: Desk, way: Way, much?: number): Promise<void> {
  return payBy(desk, (client, seen) => {
    if (way === 'points') {
      return client.accounts.payByPoints({ ...seen, ...(much !== undefined && { points: much }) })
    }
    const part = much === undefined ? {} : { amount: much as Minor }
    return client.accounts.pay({ ...seen, kind: way, ...part })
  })
}

export interface Voucher {
  readonly name: string
  readonly number: string
  readonly face: Minor
}

export function payByVoucher(desk: Desk, voucher: Voucher): Promise<void> {
  return payBy(desk, (client, seen) => client.accounts.payByVoucher({ ...seen, ...voucher }))
}

/** As a line of the sale: what the customer owes is less once it is done. */
export async function settleAccount(desk: Desk, amount: Minor): Promise<void> {
  const end = endOfStep(desk)
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) => client.accounts.settle({ ...own, amount }))
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      end()
    })
  })
}
