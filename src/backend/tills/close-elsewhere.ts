/** A person closes a session from elsewhere: its till is lost, or nobody comes back to it. */
import type { z } from 'zod'
import {
  CORRECTED_WORDS_LIMIT,
  type closeElsewhereInputSchema,
  type TillSessionDetail,
} from '../../contract/backend/tills.ts'
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
 * stands: of two people who close it the second is told. Whoever has read it may correct it until
 * it is final: then both are kept, and the newest stands.
 */
export async function closeElsewhere(
  backend: Backend,
  shop: Shop,
  { session, person, reason, counted, corrects, mayAccept }: Asked,
): Promise<Result<TillSessionDetail>> {
  const { tenant, store } = shop
  const place = { tenant, store, session }
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
    const { state, elsewhere, ...own } = found.session
    const isCorrection = elsewhere !== null && !elsewhere.isFinal && elsewhere.at === corrects
    const isOver = state === 'closed' || (state === 'closed-elsewhere' && !isCorrection)
    if (isOver || found.correctedWords.length === CORRECTED_WORDS_LIMIT) {
      return { value: fail('session-closed') }
    }
    // What came after the first word stays late for every other one.
    const { sales, turnover, expected } = isCorrection ? elsewhere : own
    const beyond = await beyondOf(transaction, shop, expected, counted)
    if (beyond && !mayAccept(beyond)) return { value: fail('difference-not-permitted') }
    if (isCorrection) await putAway(transaction, place, found.correctedWords.length + 1)
    const said = Math.max(backend.clock.now(), isCorrection ? elsewhere.at + 1 : 0)
    await transaction
      .insertInto('till_closed_elsewhere')
      .values({
        ...{ ...place, at: said, reason, person: person.name, person_id: person.id },
        ...{ counted: counted ?? null, sales, turnover: turnover ?? 0, expected },
      })
      .execute()
    const closed = await sessionOf(transaction, shop, session)
    return { value: closed ? succeed(closed) : fail('not-found') }
  })
}

interface WordPlace {
  readonly tenant: string
  readonly store: string
  readonly session: string
}

/** Keeps the word that stands as the one of this number, and takes it away. */
async function putAway(
  transaction: Transaction,
  { tenant, store, session }: WordPlace,
  number: number,
): Promise<void> {
  const [word] = await transaction
    .deleteFrom('till_closed_elsewhere')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('session', '=', session)
    .returningAll()
    .execute()
  if (!word) throw new Error(`no word closed session ${session}`)
  await transaction
    .insertInto('till_corrected_word')
    .values({ ...word, number })
    .execute()
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
