/**
 * Checks a backend by what its database holds: that every entry is what its terminal wrote and
 * follows the one before, that goods moved as the entries say, that stock is its opening and those
 * movements, and that terminals are shown just that.
 */
import type { Kysely } from 'kysely'
import type { Reading } from '../backend.ts'
import type { Database } from '../database/schema.ts'
import { findWrongAccount } from './accounts.ts'
import { findWrongClaims } from './claims.ts'
import { findWrongCounter } from './counters.ts'
import { findWrongFigures } from './figures.ts'
import { verifyEpochs, type JournalTally } from './journal.ts'
import { findWrongPayment } from './layaways.ts'
import { findWrongPoints } from './points.ts'
import { findWrongRefund } from './refunds.ts'
import { findWrongStock } from './stock.ts'
import { findWrongTill } from './tills.ts'

/** `broken` is the first thing that is wrong, in words that name it; undefined where nothing is. */
export type BackendVerification = JournalTally

/** Reads one state of the database, however long it takes; changes nothing. */
export function verifyBackend(
  database: Kysely<Database>,
  onProgress: (entries: number) => void = () => undefined,
): Promise<BackendVerification> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((reading) => verifyState(reading, onProgress))
}

/** The same within a transaction, of what that one sees. */
export async function verifyState(
  reading: Reading,
  onProgress: (entries: number) => void = () => undefined,
): Promise<BackendVerification> {
  const tally = await verifyEpochs(reading, onProgress)
  if (tally.broken !== undefined) return tally
  const wrongStock = await findWrongStock(reading, tally.movements)
  const wrong = wrongStock ?? (await findWrongBalance(reading))
  const wrongFigure = wrong ?? (await findWrongFigures(reading))
  const wrongTill = wrongFigure ?? (await findWrongTill(reading))
  return { ...tally, broken: wrongTill ?? (await findWrongCounter(reading)) }
}

/** What nobody can take twice: claims, points, money on accounts and refunds. */
async function findWrongBalance(reading: Reading): Promise<string | undefined> {
  const wrong = (await findWrongClaims(reading)) ?? (await findWrongPoints(reading))
  const wrongMoney = wrong ?? (await findWrongAccount(reading))
  return wrongMoney ?? (await findWrongPayment(reading)) ?? findWrongRefund(reading)
}
