/**
 * Cards that a scanner of the core read. A code goes no further than to its hash: a screen gets a
 * name for the card that means nothing elsewhere, and gives it in place of the code.
 */
import { cardCodeOf, lastFourOf } from '../../domain/accounts/account.ts'
import type { CardCodes } from '../../ports/accounts.ts'
import type { Random } from '../../ports/random.ts'
import type { Scanned } from '../../ports/devices.ts'
import { createWaiting, type Waiting } from '../events/waiting.ts'

/** So many may be asked about; those that were read first are read again. */
const KEPT_LIMIT = 20
/** No code has it: a name is never taken for one. */
const PREFIX = 'read:'

export interface ReadCard {
  readonly account: string
  readonly lastFour: string
}

export interface ReadCards {
  /** The name of a card; of what can be no card too, which nobody finds then. */
  name(text: string): string
  find(name: string): ReadCard | undefined
  /** A screen asks for a card: what is read from now on is one, until it closes. */
  follow(): Pick<Waiting<{ readonly card: string }>, 'next' | 'close'>
  /** True where a screen took it. */
  heard(scanned: Scanned): boolean
}

export function createReadCards({
  cardCodes,
  random,
}: {
  readonly cardCodes: CardCodes
  readonly random: Random
}): ReadCards {
  const kept = new Map<string, ReadCard>()
  let asking: Waiting<{ readonly card: string }> | undefined
  const name = (text: string): string => {
    const card = PREFIX + random.id()
    const code = cardCodeOf(text)
    const account = code === undefined ? undefined : cardCodes.hashOf(code)
    if (code === undefined || account === undefined) return card
    kept.set(card, { account, lastFour: lastFourOf(code) })
    const [first] = kept.keys()
    if (kept.size > KEPT_LIMIT && first !== undefined) kept.delete(first)
    return card
  }
  return {
    name,
    find: (card) => kept.get(card),
    follow() {
      asking?.close()
      const own = createWaiting<{ readonly card: string }>(1, () => {
        if (asking === own) asking = undefined
      })
      asking = own
      return own
    },
    heard({ text }) {
      if (!asking) return false
      asking.push({ card: name(text) })
      return true
    },
  }
}
