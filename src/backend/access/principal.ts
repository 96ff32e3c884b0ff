/** Who is asking: told by the Bearer credential of a request. */
import type { Reading } from '../backend.ts'
import { hashOf, sameHash } from './credential.ts'
import type { OwnerPrincipal } from './office.ts'

/** An enrolled terminal. */
export interface TerminalPrincipal {
  readonly tenant: string
  readonly store: string
  readonly terminal: string
}

const CREDENTIAL_LONGEST = 200

/** The credential of an `Authorization: Bearer …` header, or undefined where there is none. */
export function bearerOf(header: string | undefined): string | undefined {
  const credential = /^Bearer ([A-Za-z0-9_-]+)$/.exec(header ?? '')?.[1]
  return credential !== undefined && credential.length <= CREDENTIAL_LONGEST
    ? credential
    : undefined
}

/** Undefined for an unknown credential and for a disabled terminal. */
export async function terminalOf(
  database: Reading,
  credential: string | undefined,
): Promise<TerminalPrincipal | undefined> {
  if (credential === undefined) return undefined
  const hash = hashOf(credential)
  const row = await database
    .selectFrom('terminal')
    .select(['tenant', 'store', 'id', 'credential_hash'])
    .where('credential_hash', '=', hash)
    .where('disabled', '=', false)
    .where('kind', '=', 'till')
    .executeTakeFirst()
  if (!row || !sameHash(row.credential_hash, hash)) return undefined
  const { tenant, store, id: terminal } = row
  return { tenant, store, terminal }
}

export async function ownerOf(
  database: Reading,
  token: string | undefined,
): Promise<OwnerPrincipal | undefined> {
  if (token === undefined) return undefined
  const hash = hashOf(token)
  const row = await database
    .selectFrom('tenant')
    .select(['id', 'owner_token_hash'])
    .where('owner_token_hash', '=', hash)
    .executeTakeFirst()
  if (!row || !sameHash(row.owner_token_hash, hash)) return undefined
  return { kind: 'owner', tenant: row.id }
}
