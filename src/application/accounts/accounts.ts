/** What the cart's customer has here or owes, their points, and vouchers of others: all pay. */
import type { z } from 'zod'
import type {
  payByAccountSchema,
  payByPointsSchema,
  payByVoucherSchema,
  settleAccountSchema,
} from '../../contract/terminal/accounts.ts'
import type { PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { customerAccountSchema, mostDrawn } from '../../domain/accounts/account.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueOf, type Due } from '../selling/due.ts'
import type { TakeHanded } from '../selling/hand-tender.ts'
import type { LinePutter } from '../selling/put-line.ts'
import type { Shop } from '../shop.ts'
import { tenderBy } from './draw.ts'
import { loadLine } from './load.ts'
import { handedOf, type PayClaimed } from './pay.ts'
import { pointsTender, pointsView } from './points.ts'
import { customerSource, dueByAccounts, knownOf } from './source.ts'

export interface AccountUses {
  /** From the customer's store credit, or on their account; money back goes onto it. */
  pay(input: z.infer<typeof payByAccountSchema>): Promise<Result<PaymentAnswer>>
  /** A customer pays what they owe, as a line of the cart. */
  settle(input: z.infer<typeof settleAccountSchema>): Promise<Result<DraftView>>
  payByPoints(input: z.infer<typeof payByPointsSchema>): Promise<Result<PaymentAnswer>>
  /** What its face is worth beyond what is due is gone: none gives change. */
  payByVoucher(input: z.infer<typeof payByVoucherSchema>): Promise<Result<PaymentAnswer>>
}

export function createAccountUses(
  core: Core,
  current: CurrentDraft,
  lines: LinePutter,
  ways: { readonly take: TakeHanded; readonly pay: PayClaimed },
): AccountUses {
  const { take, pay } = ways
  return {
    pay: ({ kind, amount, ...input }) =>
      pay('accounts.pay', input, async (shop, due) => {
        const source = customerSource(core, shop, due.draft, kind)
        return source.ok ? tenderBy(core, source.value, due, amount) : source
      }),
    async settle({ command, amount }) {
      const done = await lines.run('accounts.settle', command, (authority) => {
        const source = customerSource(core, authority.shop, current.get(), 'on-account')
        if (!source.ok) return source
        return lines.put(loadLine(core, source.value, amount, authority), authority)
      })
      return done.ok ? succeed(current.view()) : done
    },
    payByPoints: ({ points, ...input }) =>
      pay('accounts.payByPoints', input, (shop, due) => pointsTender(core, shop, due, points)),
    payByVoucher: ({ name, number, face, ...input }) =>
      take({
        ...{ procedure: 'accounts.payByVoucher', input, mayBePart: true },
        handed(shop) {
          if (!shop.store.vouchers?.includes(name)) return fail('voucher-not-taken')
          const due = dueOf(core, current, shop, input)
          if (!due.ok) return due
          const amount = minor(Math.min(face, due.value.balance.due))
          if (amount <= 0) return fail('limit-amount')
          return handedOf(due.value, { kind: 'voucher', amount, face, name, number })
        },
      }),
  }
}

/** What the cart's customer could pay with now; empty where nobody is named. */
export function accountViews(core: Core, shop: Shop, due: Due) {
  const isOnline = core.network.online()
  const accounts = customerAccountSchema.options.flatMap((kind) => {
    const source = customerSource(core, shop, due.draft, kind)
    const known = source.ok ? knownOf(core, due.draft, source.value) : undefined
    if (!source.ok || !known) return []
    const { offlineMost, limit } = source.value
    const most = mostDrawn({ ...known, due: dueByAccounts(due), isOnline, offlineMost })
    return [{ kind, balance: minor(known.balance - limit), limit, most }]
  })
  return { accounts, points: pointsView(core, shop, due) }
}
