/** Signing in by a code that is sent to the address in the customer's record. */
import { emailKey } from '../../domain/customer/search.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Random } from '../../ports/random.ts'
import { hashOf, makeCredential, sameHash } from '../access/credential.ts'
import { keyOf } from '../access/keyed-hash.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { familiesOf } from '../customers/family.ts'
import { write } from '../database/write.ts'
import { accountOf } from '../mail/account.ts'
import type { OutgoingMail } from '../mail/send.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { codeMailOf, type CodeMails } from './code-mail.ts'
import { addressHash, codeHash } from './hashes.ts'
import { openSession } from './sessions.ts'

export const CODE_COUNTS_MS = 10 * 60_000
export const TRIES_OF_CODE = 5
/** For one address, known or not, within a day: 5 tries each are 50 of a million codes. */
export const CODES_OF_ADDRESS = 10
/** For all addresses together within a day; beyond it nobody is sent one until some are older. */
export const CODES_OF_SHOP = 20_000
const DAY_MS = 24 * 3_600_000

/**
 * Answers what the page shows with the code, alike and as fast whoever has the address: who it is,
 * and whether a mail goes out, is found out afterwards. `busy` beyond a limit, `mail-not-set-up`
 * where the store sends none.
 */
export async function askCode(
  backend: Backend,
  { shop, mails }: { readonly shop: Shop; readonly mails: CodeMails },
  email: string,
): Promise<Result<{ attempt: string }>> {
  const { database, random, clock } = backend
  const { tenant } = shop
  const sender = await accountOf(database, shop)
  if (!sender) return fail('mail-not-set-up')
  if (mails.isFull()) return fail('busy')
  const address = emailKey({ email })
  const key = await keyOf(database, tenant)
  const attempt = makeCredential(random)
  const attemptHash = hashOf(attempt)
  const code = sixDigits(random)
  const now = clock.now()
  const isTaken = await write(backend, tenant, async (transaction) => {
    const hash = addressHash(key, address)
    if (await isTooOften(transaction, tenant, hash, now)) return { value: false }
    await transaction
      .insertInto('shopper_attempt')
      .values({
        ...{ tenant, attempt_hash: attemptHash, address_hash: hash, customer: null },
        ...{ code_hash: codeHash(key, attemptHash, code), tries_left: TRIES_OF_CODE },
        asked_at: now,
      })
      .execute()
    return { value: true }
  })
  if (!isTaken) return fail('busy')
  mails.send(sender, () => prepareMail(backend, shop, { address, attemptHash, code }))
  return succeed({ attempt })
}

interface Prepared {
  readonly address: string
  readonly attemptHash: string
  readonly code: string
}

/** Says whom the attempt is for, and what is sent to them: undefined for nobody. */
async function prepareMail(
  backend: Backend,
  { tenant, store }: Shop,
  { address, attemptHash, code }: Prepared,
): Promise<OutgoingMail | undefined> {
  const found = await write(backend, tenant, async (transaction) => {
    const customers = await customersAt(transaction, tenant, address)
    const [only] = customers
    if (only && customers.length === 1) {
      await transaction
        .updateTable('shopper_attempt')
        .set({ customer: only.id })
        .where('tenant', '=', tenant)
        .where('attempt_hash', '=', attemptHash)
        .execute()
    }
    return { value: customers }
  })
  const [first] = found
  if (!first) return undefined
  const settings = await storeSettingsOf(backend.database, { tenant, store })
  // The address as the shop has it: what was typed may differ in ways that only we overlook.
  const to = { id: backend.random.id(), address: first.email }
  return codeMailOf(settings, to, found.length > 1 ? undefined : code)
}

/** The token of a session, or `credential-wrong`, which does not say what was wrong. */
export async function signIn(
  backend: Backend,
  tenant: string,
  { attempt, code }: { readonly attempt: string; readonly code: string },
): Promise<Result<{ token: string }>> {
  const token = makeCredential(backend.random)
  const key = await keyOf(backend.database, tenant)
  const attemptHash = hashOf(attempt)
  const now = backend.clock.now()
  const isRight = await write(backend, tenant, async (transaction) => {
    const row = await transaction
      .selectFrom('shopper_attempt')
      .select(['customer', 'code_hash', 'tries_left', 'address_hash'])
      .where('tenant', '=', tenant)
      .where('attempt_hash', '=', attemptHash)
      .where('asked_at', '>', now - CODE_COUNTS_MS)
      .where('tries_left', '>', 0)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return { value: false }
    const { customer, address_hash: address, tries_left: left } = row
    const same = sameHash(row.code_hash, codeHash(key, attemptHash, code))
    const signsIn = same && customer !== null
    await transaction
      .updateTable('shopper_attempt')
      .set({ tries_left: signsIn ? 0 : left - 1 })
      .where('tenant', '=', tenant)
      .where('attempt_hash', '=', attemptHash)
      .execute()
    if (signsIn) await openSession(transaction, { tenant, customer, address, token, now })
    return { value: signsIn }
  })
  return isRight ? succeed({ token }) : fail('credential-wrong')
}

/** Forgets attempts older than a day on the way: they count for nothing any more. */
async function isTooOften(
  transaction: Transaction,
  tenant: string,
  address: string,
  now: number,
): Promise<boolean> {
  await transaction
    .deleteFrom('shopper_attempt')
    .where('tenant', '=', tenant)
    .where('asked_at', '<=', now - DAY_MS)
    .execute()
  const { all, own } = await transaction
    .selectFrom('shopper_attempt')
    .where('tenant', '=', tenant)
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('address_hash', '=', address).as('own'),
    ])
    .executeTakeFirstOrThrow()
  return own >= CODES_OF_ADDRESS || all >= CODES_OF_SHOP
}

interface Found {
  /** The row that has the address. */
  readonly id: string
  readonly email: string
}

/** One of each customer who has the address; merged rows are one. Erased ones have none. */
async function customersAt(reading: Reading, tenant: string, address: string): Promise<Found[]> {
  if (address === '') return []
  const rows = await reading
    .selectFrom('customer')
    .select(['id', 'details'])
    .where('tenant', '=', tenant)
    .where('email_key', '=', address)
    .orderBy('created_at')
    .orderBy('id')
    // More than two say no more than two, and a merged one may stand before its survivor.
    .limit(50)
    .execute()
  const family = await familiesOf(
    reading,
    tenant,
    rows.map(({ id }) => id),
  )
  const roots = new Map(family.map(({ id, root }) => [id, root]))
  const found = new Map<string, Found>()
  for (const { id, details } of rows) {
    const root = roots.get(id) ?? id
    if (details && !found.has(root)) found.set(root, { id, email: details.email.trim() })
  }
  return [...found.values()]
}

/** Each of a million as likely: what 48 bits leave over is one in hundreds of millions. */
function sixDigits(random: Random): string {
  const chance = Buffer.from(random.bytes(6)).readUIntBE(0, 6) % 1_000_000
  return String(chance).padStart(6, '0')
}
