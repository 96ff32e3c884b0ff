/** What a person gives on prices, and the coupons that a customer brings. */
import type { z } from 'zod'
import type { discountSchema } from '../../src/contract/terminal/commands.ts'
import type { LineView } from '../../src/contract/terminal/views.ts'
import type { UnitPrice } from '../../src/domain/money.ts'
import { changeSeen } from './cart.ts'
import { endOfStep, type Desk } from './desk.ts'

export type Given = z.infer<typeof discountSchema>['discount']

/** On a line, or on the whole sale where no line is named. */
export async function giveDiscount(
  desk: Desk,
  line: string | null,
  discount: Given,
  reason: string,
): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.discount({ ...seen, line, discount, reason }),
    endOfStep(desk),
  )
}

export async function takeDiscountBack(desk: Desk, discount: string): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.removeDiscount({ ...seen, discount }))
}

export async function changePrice(
  desk: Desk,
  line: string,
  unitPrice: UnitPrice,
  reason: string,
): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.changePrice({ ...seen, line, unitPrice, reason }),
    endOfStep(desk),
  )
}

/** `then` once it is in the sale. */
export async function addCoupon(desk: Desk, code: string, then: () => void): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.addCoupon({ ...seen, code }), then)
}

export async function removeCoupon(desk: Desk, code: string): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.removeCoupon({ ...seen, code }))
}

/** Whether a person may say what it costs: not of money, deposits and goods that come back. */
function isPriced({ returned, unproven, isDepositBack, belongsTo, load, kept }: LineView): boolean {
  const isFixed = returned ?? unproven ?? isDepositBack ?? load ?? kept
  return (isFixed ?? undefined) === undefined && belongsTo?.as !== 'deposit'
}

/** On the selected line, or on the whole sale where none is, or where its worth is fixed. */
export function beginPrice({ store }: Desk): void {
  const { selected, draft } = store.state()
  const line = draft?.lines.find(({ id }) => id === selected)
  const step = { name: 'price', line: line && isPriced(line) ? line.id : null } as const
  if (draft && draft.lines.length > 0) store.change({ kind: 'step', step })
}
