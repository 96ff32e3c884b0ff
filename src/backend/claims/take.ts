/** Promises: given while there is something left, given back, and ended by time. */
import { sql } from 'kysely'
import type { ClaimInput, ClaimOutput } from '../../contract/backend/claims.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { familiesOf } from '../customers/family.ts'
import { write } from '../database/write.ts'
import { openAccounts } from './most.ts'

/** Long enough for a sale to be finished at the counter; asking again begins it anew. */
export const CLAIM_LASTS_MS = 30 * 60_000
/** What one terminal may hold at once; further ones are refused as busy until some have ended. */
export const HELD_LIMIT = 1000
const UNIQUE_VIOLATION = '23505'

/**
 * Promises what is claimed, or says how much is left. The same claim again holds on for longer;
 * one that an entry has named is granted for good. An id that stands for another claim is
 * `input-invalid`.
 */
export async function takeClaim(
  backend: Backend,
  terminal: TerminalPrincipal,
  claim: ClaimInput,
): Promise<Result<ClaimOutput>> {
  const once = (): Promise<Result<ClaimOutput>> =>
    write(backend, terminal.tenant, async (transaction) => {
      const value = await take(transaction, terminal, claim, backend.clock.now())
      return { value }
    })
  try {
    return await once()
  } catch (error) {
    // The very same claim was on its way twice: the other one is there by now, and is this one.
    if (!(error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)) throw error
    return once()
  }
}

/** The same within a transaction under way: what it promises is undone with that. */
export async function take(
  transaction: Transaction,
  terminal: TerminalPrincipal,
  asked: ClaimInput,
  now: number,
): Promise<Result<ClaimOutput>> {
  const expiresAt = now + CLAIM_LASTS_MS
  const { claim, names } = await namedByRoot(transaction, terminal, asked)
  await openAccounts(transaction, terminal.tenant, [claim], false)
  await endExpired(transaction, terminal, claim, now)
  const held = () => hold(transaction, terminal, claim, { names, expiresAt })
  const known = await held()
  if (known === 'same') return succeed({ outcome: 'granted', expiresAt })
  if (known === 'another') return fail('input-invalid')
  if (await holdsTooMuch(transaction, terminal)) return fail('busy')
  if (await promise(transaction, terminal, claim, expiresAt)) {
    return succeed({ outcome: 'granted', expiresAt })
  }
  // The same claim may have come twice, and the other one got what was left.
  const since = await held()
  if (since === 'same') return succeed({ outcome: 'granted', expiresAt })
  return succeed(await refusal(transaction, terminal, claim))
}

interface Named {
  readonly claim: ClaimInput
  /** What the same thing is called. */
  readonly names: readonly string[]
}

/** Points are promised from one account, whichever name of their owner's a till has heard of. */
async function namedByRoot(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  claim: ClaimInput,
): Promise<Named> {
  if (claim.kind !== 'points') return { claim, names: [claim.key] }
  const family = await familiesOf(transaction, tenant, [claim.key])
  const root = family.find(({ id }) => id === claim.key)?.root ?? claim.key
  return { claim: { ...claim, key: root }, names: [root, ...family.map(({ id }) => id)] }
}

/** What the terminal forgot, and what keeps others from this thing, is given back. */
async function endExpired(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  { kind, key }: ClaimInput,
  now: number,
): Promise<void> {
  await sql`
    with dead as (
      delete from claim where tenant = ${tenant} and expires_at <= ${now}
        and (terminal = ${terminal} or (kind = ${kind} and key = ${key}))
      returning kind, key, amount
    )
    update claimable set held = held - back.amount
    from (select kind, key, sum(amount)::bigint as amount from dead group by kind, key) as back
    where claimable.tenant = ${tenant} and claimable.kind = back.kind and claimable.key = back.key
  `.execute(transaction)
}

/** Holds on to a promise that was given before, or that an entry has used already. */
async function hold(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  claim: ClaimInput,
  { names, expiresAt }: Pick<Named, 'names'> & { readonly expiresAt: number },
): Promise<'same' | 'another' | 'none'> {
  const { rows } = await sql<{ same: boolean }>`
    with kept as (
      update claim set expires_at = ${expiresAt}
      where tenant = ${tenant} and id = ${claim.id} and terminal = ${terminal}
      returning kind, key, amount
    )
    select kind = ${claim.kind} and key in (${sql.join(names)}) and amount = ${claim.amount} as same
    from (
      select kind, key, amount from kept
      union all
      select kind, key, amount from claim_use
      where tenant = ${tenant} and id = ${claim.id} and terminal = ${terminal}
    ) as known
  `.execute(transaction)
  if (rows.length === 0) return 'none'
  return rows.every((row) => row.same) ? 'same' : 'another'
}

async function holdsTooMuch(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
): Promise<boolean> {
  const { count } = await transaction
    .selectFrom('claim')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .executeTakeFirstOrThrow()
  return count >= HELD_LIMIT
}

/**
 * One conditional statement, never a look before it: of all who come at once, only those get
 * something for whom something is left.
 */
async function promise(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { id, kind, key, amount, draft }: ClaimInput,
  expiresAt: number,
): Promise<boolean> {
  const { rows } = await sql`
    with given as (
      update claimable set held = held + ${amount}
      where tenant = ${tenant} and kind = ${kind} and key = ${key}
        and taken + held + ${amount} <= most
      returning key
    )
    insert into claim (tenant, id, store, terminal, kind, key, amount, draft, expires_at)
    select ${tenant}, ${id}, ${store}, ${terminal}, ${kind}, key, ${amount}::bigint, ${draft},
      ${expiresAt}::bigint
    from given
    returning id
  `.execute(transaction)
  return rows.length > 0
}

async function refusal(
  transaction: Transaction,
  { tenant }: TerminalPrincipal,
  { kind, key }: ClaimInput,
): Promise<ClaimOutput> {
  const account = await transaction
    .selectFrom('claimable')
    .select(['most', 'taken', 'held'])
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!account || account.most === null) {
    return { outcome: 'refused', reason: 'unknown', remaining: 0 }
  }
  const remaining = Math.max(0, account.most - account.taken - account.held)
  return { outcome: 'refused', reason: 'used-up', remaining }
}

/** Gives a promise back; false where the terminal holds none under this id. */
export function releaseClaim(
  backend: Backend,
  { tenant, terminal }: TerminalPrincipal,
  id: string,
): Promise<boolean> {
  return write(backend, tenant, async (transaction) => {
    const { rows } = await sql`
      with given_back as (
        delete from claim where tenant = ${tenant} and id = ${id} and terminal = ${terminal}
        returning kind, key, amount
      )
      update claimable set held = held - given_back.amount
      from given_back
      where claimable.tenant = ${tenant} and claimable.kind = given_back.kind
        and claimable.key = given_back.key
      returning claimable.key
    `.execute(transaction)
    return { value: rows.length > 0 }
  })
}
