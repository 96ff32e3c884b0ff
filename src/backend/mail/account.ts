/** The mail account of a store, as its owner sets it; what tills hear is only that there is one. */
import type { SetMailInput, ShownMail } from '../../contract/backend/mail.ts'
import { MAILS_SHOWN } from '../../contract/backend/mail.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write, type Written } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { settingsIn, type Place } from '../setup/staff.ts'
import type { MailSender } from './send.ts'

/** Undefined where the store has none. */
export async function accountOf(
  reading: Reading,
  { tenant, store }: Place,
): Promise<MailSender | undefined> {
  return reading
    .selectFrom('mail_account')
    .select(['account', 'password'])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .executeTakeFirst()
}

/** The account without its password, and the newest mails that went or wait. */
export async function readMail(reading: Reading, place: Place): Promise<ShownMail> {
  const { tenant, store } = place
  const known = await accountOf(reading, place)
  const mails = await reading
    .selectFrom('receipt_mail')
    .select(['mail', 'sale', 'park', 'at', 'state', 'trouble', 'tries', 'changed_at as changedAt'])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .orderBy('at', 'desc')
    .orderBy('mail')
    .limit(MAILS_SHOWN)
    .execute()
  const account = known ? { ...known.account, hasPassword: known.password !== null } : null
  return { account, mails }
}

/**
 * Sets the account, or takes it away. Without a password the one for the same server and user
 * stays; `settings-conflict` where there is none. What waits is tried again at once.
 */
export async function setMail(
  backend: Backend,
  { tenant, store }: Place,
  { account: named }: Omit<SetMailInput, 'store'>,
): Promise<Result<ShownMail>> {
  const place = { tenant, store }
  return write<Result<ShownMail>>(backend, tenant, async (transaction) => {
    if (!named) {
      await removeAccount(transaction, place)
      return told(transaction, place, false)
    }
    const { password, ...account } = named
    const before = await accountOf(transaction, place)
    const isSame = before?.account.host === account.host && before.account.user === account.user
    const kept = password ?? (isSame ? before.password : null)
    if (account.user !== undefined && kept === null) {
      return { value: fail('settings-conflict', { reason: 'password-missing' }) }
    }
    const row = { account: JSON.stringify(account), password: kept }
    await transaction
      .insertInto('mail_account')
      .values({ ...place, ...row })
      .onConflict((conflict) => conflict.columns(['tenant', 'store']).doUpdateSet(row))
      .execute()
    await tryAtOnce(transaction, place, backend.clock.now())
    return told(transaction, place, true)
  })
}

async function removeAccount(transaction: Transaction, { tenant, store }: Place): Promise<void> {
  await transaction
    .deleteFrom('mail_account')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .execute()
}

async function tryAtOnce(
  transaction: Transaction,
  { tenant, store }: Place,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('receipt_mail')
    .set({ next_at: now })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('state', '=', 'queued')
    // What is in hand now is not taken twice.
    .where('trouble', 'is not', null)
    .execute()
}

async function told(
  transaction: Transaction,
  place: Place,
  isSetUp: boolean,
): Promise<Written<Result<ShownMail>>> {
  const { tenant, store } = place
  const { receiptsByMail: _, ...others } = await settingsIn(transaction, place)
  const settings = { ...others, ...(isSetUp && { receiptsByMail: true as const }) }
  await transaction
    .updateTable('store')
    .set({ settings: JSON.stringify(settings) })
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .execute()
  return {
    value: succeed(await readMail(transaction, place)),
    changes: [changeOf(settingsFeed(store), [settings])],
  }
}
