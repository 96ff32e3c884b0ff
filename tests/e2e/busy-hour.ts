/** All that a till knows beside a plain sale, one after the other, over the contract. */
import type { TerminalApi } from '../../src/commands/terminal-client.ts'
import { minor } from '../../src/domain/money.ts'
import { quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { GOODS, newCommand, wordOf } from './shop.ts'

const [PAID_IN, PAID_OUT] = [12_000, 350]

/** A sale that was paid: its first line comes back. */
export interface SoldBefore {
  readonly sale: string
  readonly lines: readonly { readonly id: string }[]
}

/**
 * A line that is taken out, a discount, money that went back before the end, two rates of tax, a
 * voucher, a cart that is given up, goods that come back, a drawer that is opened without a sale,
 * cash in and out. Answers what is left of it in the drawer, in cents.
 */
export async function busyHour(api: TerminalApi, { sale, lines }: SoldBefore): Promise<number> {
  const approval = await wordOf(api, 'Chen')
  const scan = (code: string) =>
    api.draft.scan({ ...newCommand(), text: code, symbology: null, quantity: null })
  const seen = async () => {
    const { id, version } = await api.draft.current()
    return { ...newCommand(), draft: id, version, approval }
  }
  const lineAt = async (place: number) => (await api.draft.current()).lines[place]?.id ?? ''

  await scan(GOODS[0].code)
  await scan(GOODS[1].code)
  await api.draft.remove({ ...(await seen()), line: await lineAt(1) })
  const discount = { kind: 'percent', rate: rate(250_000) } as const
  const why = { discount, reason: 'Dented' }
  await api.draft.discount({ ...(await seen()), line: await lineAt(0), ...why })
  await scan(GOODS[1].code)
  await api.draft.takeCash({ ...(await seen()), tendered: minor(50), currency: null })
  const [tender] = (await api.draft.current()).tenders
  await api.draft.undoTender({ ...(await seen()), tender: tender?.id ?? '' })
  const paid = await api.draft.payCash({ ...(await seen()), tendered: minor(5000) })

  await scan(GOODS[0].code)
  const voucher = { name: 'Meal voucher', number: '4712', face: minor(1000) }
  await api.accounts.payByVoucher({ ...(await seen()), ...voucher })

  await scan(GOODS[2].code)
  await api.draft.abandon(await seen())

  const back = { quantity: quantity(1000), reason: 'faulty', condition: 'damaged' } as const
  const returned = [{ ...back, line: lines[0]?.id ?? '', restock: false }]
  await api.returns.put({ ...newCommand(), approval, sale, lines: returned })
  const given = await api.draft.payCash({ ...(await seen()), tendered: minor(0) })

  await api.till.openDrawer({ ...newCommand(), approval, reason: 'Change for a customer' })
  const move = { currency: null, approval }
  const moved = [
    { kind: 'paid-in', amount: minor(PAID_IN), reason: 'Change from the bank' },
    { kind: 'paid-out', amount: minor(PAID_OUT), reason: 'Postage' },
  ] as const
  for (const each of moved) await api.till.moveCash({ ...newCommand(), ...move, ...each })
  return paid.total + given.total + PAID_IN - PAID_OUT
}
