/** A person closes a session from elsewhere: its till is lost, or nobody comes back to it. */
import type { z } from 'zod'
import type { closeElsewhereInputSchema, TillSessionDetail } from '../../contract/backend/tills.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Extent } from '../../domain/permission.ts'
import { beyondTolerance, cashCount } from '../../domain/till/count.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { sessionOf } from './sessions.ts'

type Asked = Omit<z.infer<typeof closeElsewhereInputSchema>, 'store' | 'person'> & {
  readonly person: { readonly id: string | null; readonly name: string }
  /** Whether they may accept a difference so far beyond what the store tolerates. */
  readonly mayAccept: (beyond: Extent) => boolean
}

/**
 * Keeps what its entries have come to so far; those that come later are corrections to it. One word
 * stands: of two people who close it the second is told.
 */
export async function closeElsewhere(
  backend: Backend,
  shop: Shop,
  { session, person, reason, counted, mayAccept }: Asked,
): Promise<Result<TillSessionDetail>> {
  const { tenant, store } = shop
  return write(backend, tenant, async (transaction) => {
    // Held, so that no entry of it comes between what is read and what is kept.
    const held = await transaction
      .selectFrom('till_session')
      .select('closed')
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('id', '=', session)
      .forUpdate()
      .executeTakeFirst()
    const found = held && (await sessionOf(transaction, shop, session))
    if (!found) return { value: fail('not-found') }
    const { state, sales, turnover, expected } = found.session
    if (state === 'closed' || state === 'closed-elsewhere') return { value: fail('session-closed') }
    const beyond = await beyondOf(transaction, shop, expected, counted)
    if (beyond && !mayAccept(beyond)) return { value: fail('difference-not-permitted') }
    await transaction
      .insertInto('till_closed_elsewhere')
      .values({
        ...{ tenant, store, session, at: backend.clock.now(), reason },
        ...{ person: person.name, person_id: person.id },
        ...{ counted: counted ?? null, sales, turnover: turnover ?? 0, expected },
      })
      .execute()
    const closed = await sessionOf(transaction, shop, session)
    return { value: closed ? succeed(closed) : fail('not-found') }
  })
}

/** As a till has it; where nobody could count the drawer nothing differs yet. */
async function beyondOf(
  transaction: Transaction,
  shop: Shop,
  expected: number,
  counted: number | undefined,
): Promise<Extent | undefined> {
  if (counted === undefined) return undefined
  const { till } = await storeSettingsOf(transaction, shop)
  const count = cashCount(minor(expected), minor(counted))
  return beyondTolerance({ ...count, foreign: [], tenders: [] }, till?.tolerance ?? 0)
}
