/** Money that goes back as a credit note: a gift card of its own, whose code is printed. */
import { lastFourOf } from '../../domain/accounts/account.ts'
import { noteCodeOf, noteSeedOf } from '../../domain/accounts/credit-note.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { SaleCompleted } from '../../domain/journal/facts.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import type { Source } from './source.ts'

/** The keyed hash of which the note's code is made; undefined where this terminal has no key. */
export function noteHash({ cardCodes }: Pick<Core, 'cardCodes'>, sale: string) {
  return cardCodes.hashOf(noteSeedOf(sale))
}

/** The account of a sale's note: there is one for each sale, and it is on paper or nowhere. */
export function noteSource(core: Core, { store }: Shop, sale: string): Result<Source> {
  const policy = store.giftCards
  if (!policy) return fail('gift-cards-not-taken')
  if (!core.devices().printer) return fail('printer-missing')
  const hash = noteHash(core, sale)
  const code = hash === undefined ? '' : noteCodeOf(hash)
  const account = hash === undefined ? undefined : core.cardCodes.hashOf(code)
  if (account === undefined) return fail('gift-cards-not-taken')
  const { offlineMost } = policy
  return succeed({
    ...{ kind: 'gift-card', account, lastFour: lastFourOf(code), offlineMost, limit: minor(0) },
  })
}

/** What a sale put on its own note; 0 where it has none. */
export function notedBy(core: Core, { sale, tenders }: SaleCompleted): Minor {
  const isBack = tenders.some(({ kind, amount }) => kind === 'gift-card' && amount < 0)
  const hash = isBack ? noteHash(core, sale) : undefined
  if (hash === undefined) return minor(0)
  const account = core.cardCodes.hashOf(noteCodeOf(hash))
  const own = tenders.filter((each) => each.kind === 'gift-card' && each.account === account)
  return minor(own.reduce((all, { amount }) => all - amount, 0))
}
