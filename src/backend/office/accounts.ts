/** Which people of the shop may come in at the office, and by what name. */
import type { OfficeAccount } from '../../contract/backend/staff.ts'
import type { Pin } from '../../domain/settings.ts'
import type { Reading, Transaction } from '../backend.ts'
import type { PersonHere } from './sessions.ts'

export interface NewAccount extends OfficeAccount {
  readonly password: Pin
}

/** Null for a person who has none. */
export async function accountOf(
  reading: Reading,
  { tenant, store, person }: PersonHere,
): Promise<OfficeAccount | null> {
  const row = await reading
    .selectFrom('office_account')
    .select(['sign_in_name as name', 'reach'])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('person', '=', person)
    .executeTakeFirst()
  return row ?? null
}

/** Whether somebody else of the shop comes in by this name. */
export async function isNameTaken(
  reading: Reading,
  { tenant, person }: PersonHere,
  name: string,
): Promise<boolean> {
  const other = await reading
    .selectFrom('office_account')
    .select('person')
    .where('tenant', '=', tenant)
    .where('sign_in_name', '=', name)
    .where('person', '!=', person)
    .executeTakeFirst()
  return other !== undefined
}

/** Null takes theirs away. */
export async function setAccount(
  transaction: Transaction,
  { tenant, store, person }: PersonHere,
  account: NewAccount | null,
): Promise<void> {
  await transaction
    .deleteFrom('office_account')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('person', '=', person)
    .execute()
  if (!account) return
  const { name, reach, password } = account
  await transaction
    .insertInto('office_account')
    .values({
      ...{ tenant, store, person, sign_in_name: name, reach },
      password: JSON.stringify(password),
    })
    .execute()
}
