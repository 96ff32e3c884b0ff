/** A terminal as the backend keeps it: made once, given another key whenever it is replaced. */
import type { EnrolInput, EnrolOutput } from '../../contract/backend/sync.ts'
import type { CounterDevices, TerminalSettings } from '../../domain/settings.ts'
import { hashOf } from '../access/credential.ts'
import { addKey } from '../access/keys.ts'
import type { Backend, Transaction } from '../backend.ts'

/** Who asks, when, and what it is given. */
export interface Asked {
  readonly input: EnrolInput
  readonly at: number
  readonly credential: string
}

interface NewTerminal extends Asked {
  readonly tenant: string
  readonly store: string
  readonly terminalName: string
  readonly devices: CounterDevices
}

interface Replacement extends Asked {
  readonly tenant: string
  readonly terminal: string
}

/** Until a setup barcode was scanned: fast enough for most scanners, too fast for most fingers. */
const WEDGE_AT_FIRST: TerminalSettings['wedge'] = {
  ...{ gapMs: 40, shortest: 6, prefix: null, suffix: 'Enter' },
}

export async function createTerminal(
  { random }: Backend,
  transaction: Transaction,
  { tenant, store, terminalName: name, devices, input, credential, at }: NewTerminal,
): Promise<EnrolOutput & { readonly settings: TerminalSettings }> {
  const counted = await transaction
    .updateTable('tenant')
    .set((eb) => ({ next_terminal: eb('next_terminal', '+', 1) }))
    .where('id', '=', tenant)
    .returning('next_terminal')
    .executeTakeFirstOrThrow()
  const code = `T${String(counted.next_terminal - 1)}`
  const id = random.id()
  const settings: TerminalSettings = {
    ...{ id, kind: 'terminal', name, code },
    ...{ ...devices, wedge: WEDGE_AT_FIRST },
  }
  await transaction
    .insertInto('terminal')
    .values({
      ...{ tenant, id, store, code, name, credential_hash: hashOf(credential) },
      ...{ key_id: input.keyId, public_key: input.publicKey, enrolled_at: at },
    })
    .execute()
  await addKey(transaction, { tenant, terminal: id }, input, at)
  await transaction
    .insertInto('terminal_settings')
    .values({ tenant, store, terminal: id, settings: JSON.stringify(settings) })
    .execute()
  return { tenant, store, terminal: id, terminalCode: code, credential, settings }
}

/**
 * Gives a terminal another credential and key. What the earlier keys signed stays proven; whoever
 * still has the earlier credential is a stranger from here on. Answers its code.
 */
export async function replaceTerminal(
  transaction: Transaction,
  { tenant, terminal, input, credential, at }: Replacement,
): Promise<string> {
  const { keyId, publicKey } = input
  await addKey(transaction, { tenant, terminal }, input, at)
  const { code } = await transaction
    .updateTable('terminal')
    .set({
      ...{ credential_hash: hashOf(credential), key_id: keyId, public_key: publicKey },
      ...{ enrolled_at: at, forked: false, disabled: false },
    })
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .returning('code')
    .executeTakeFirstOrThrow()
  return code
}
