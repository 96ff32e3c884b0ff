/** The keys that enrolment gave a terminal: what its entries are signed with, in all its life. */
import type { KeyObject } from 'node:crypto'
import type { Reading, Transaction } from '../backend.ts'
import { readPublicKey } from '../intake/signature.ts'

export interface TerminalKey {
  /** base64 of the SubjectPublicKeyInfo. */
  readonly publicKey: string
  readonly key: KeyObject
}

/** By key id. */
export type TerminalKeys = ReadonlyMap<string, TerminalKey>

/**
 * All keys of a terminal, earlier ones too: what they signed stays proven. One more with each
 * enrolment of the same terminal.
 */
export async function keysOf(
  database: Reading,
  { tenant, terminal }: { readonly tenant: string; readonly terminal: string },
): Promise<TerminalKeys> {
  const rows = await database
    .selectFrom('terminal_key')
    .select(['key_id', 'public_key'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .execute()
  return new Map(
    rows.flatMap(({ key_id: keyId, public_key: publicKey }) => {
      const key = readPublicKey(publicKey)
      return key ? [[keyId, { publicKey, key }] as const] : []
    }),
  )
}

/** Adds a key, where the terminal did not have it before. */
export async function addKey(
  transaction: Transaction,
  owner: { readonly tenant: string; readonly terminal: string },
  { keyId, publicKey }: { readonly keyId: string; readonly publicKey: string },
  at: number,
): Promise<void> {
  await transaction
    .insertInto('terminal_key')
    .values({ ...owner, key_id: keyId, public_key: publicKey, enrolled_at: at })
    .onConflict((conflict) => conflict.columns(['tenant', 'terminal', 'key_id']).doNothing())
    .execute()
}
