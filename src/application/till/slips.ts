/** Slips of tenders that are no cash: which of them a count asks for, and what it says of them. */
import type { ShopView } from '../../contract/terminal/shop-view.ts'
import { minor } from '../../domain/money.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { CountedTenders } from '../../domain/till/counted.ts'
import { slipsAsked } from '../../domain/till/rules.ts'
import type { Core } from '../core.ts'

export function slipsOf(core: Core, { till, vouchers = [] }: StoreSettings): ShopView['slips'] {
  const takesCards = core.devices().payment !== undefined
  return { asked: slipsAsked(till, takesCards, vouchers), isNeeded: till?.slips !== undefined }
}

/** What was said, and where the store wants it of all: of what was not, that there was none. */
export function slipsSaid(
  core: Core,
  store: StoreSettings,
  said: CountedTenders = [],
): CountedTenders | undefined {
  const { asked, isNeeded } = slipsOf(core, store)
  const isSaid = ({ kind, name }: (typeof asked)[number]) =>
    said.some((each) => each.kind === kind && each.name === name)
  const none = asked
    .filter((each) => isNeeded && !isSaid(each))
    .map(({ kind, name }) => ({
      ...{ kind, counted: minor(0), slips: 0 },
      ...(name !== undefined && { name }),
    }))
  const all = [...said, ...none]
  return all.length === 0 ? undefined : all
}
