/** A terminal as the backend keeps it: made once, given another key whenever it is replaced. */
import type { EnrolInput, EnrolOutput } from '../../contract/backend/sync.ts'
import type { CounterDevices, TerminalSettings } from '../../domain/settings.ts'
import { sealedCardKey } from '../access/card-key.ts'
import { hashOf, makeCredential } from '../access/credential.ts'
import { addKey } from '../access/keys.ts'
import type { Backend, Transaction } from '../backend.ts'

/** Who asks, when, and what it is given. */
export interface Asked {
  readonly input: Pick<EnrolInput, 'keyId' | 'publicKey'>
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
  asked: NewTerminal,
): Promise<EnrolOutput & { readonly settings: TerminalSettings }> {
  const { tenant, store, credential } = asked
  const code = await nextCode(transaction, tenant)
  const terminal = random.id()
  const cardKey = await sealedCardKey(random, transaction, tenant, credential)
  const row = { ...asked, terminal, code, disabled: false, cardKey }
  const settings = await insertTerminal(transaction, row)
  return { tenant, store, terminal, terminalCode: code, credential, settings }
}

/**
 * Makes a terminal known again that this backend has forgotten. It keeps its id and key, and its
 * code unless another has got it meanwhile; it has no credential until it is enrolled anew.
 */
export async function adoptTerminal(
  { random }: Backend,
  transaction: Transaction,
  forgotten: Omit<NewTerminal, 'credential' | 'devices' | 'terminalName'> & {
    readonly terminal: string
    readonly terminalCode: string
  },
): Promise<TerminalSettings> {
  const { tenant, terminalCode } = forgotten
  const code = (await reserveCode(transaction, tenant, terminalCode))
    ? terminalCode
    : await nextCode(transaction, tenant)
  return insertTerminal(transaction, {
    ...{ ...forgotten, code, terminalName: code, disabled: true },
    devices: { printer: null, scanners: [], payment: null },
    // Nobody is told it.
    credential: makeCredential(random),
  })
}

async function nextCode(transaction: Transaction, tenant: string): Promise<string> {
  const counted = await transaction
    .updateTable('tenant')
    .set((eb) => ({ next_terminal: eb('next_terminal', '+', 1) }))
    .where('id', '=', tenant)
    .returning('next_terminal')
    .executeTakeFirstOrThrow()
  return `T${String(counted.next_terminal - 1)}`
}

/** Whether the code is free; then no terminal that is new is given it. */
async function reserveCode(
  transaction: Transaction,
  tenant: string,
  code: string,
): Promise<boolean> {
  const number = Number(/^T([1-9]\d{0,5})$/.exec(code)?.[1])
  if (Number.isNaN(number)) return false
  const taken = await transaction
    .selectFrom('terminal')
    .select('id')
    .where('tenant', '=', tenant)
    .where('code', '=', code)
    .executeTakeFirst()
  if (taken) return false
  await transaction
    .updateTable('tenant')
    .set({ next_terminal: number + 1 })
    .where('id', '=', tenant)
    .where('next_terminal', '<=', number)
    .execute()
  return true
}

async function insertTerminal(
  transaction: Transaction,
  row: NewTerminal & {
    readonly terminal: string
    readonly code: string
    readonly disabled: boolean
    /** Absent where nobody has the credential that it would be sealed for. */
    readonly cardKey?: string
  },
): Promise<TerminalSettings> {
  const { tenant, store, terminal: id, code, terminalName: name, input, credential, at } = row
  const settings: TerminalSettings = {
    ...{ id, kind: 'terminal', name, code },
    ...{ ...row.devices, wedge: WEDGE_AT_FIRST },
    ...(row.cardKey !== undefined && { cardKey: row.cardKey }),
  }
  await transaction
    .insertInto('terminal')
    .values({
      ...{ tenant, id, store, code, name, credential_hash: hashOf(credential) },
      ...{ key_id: input.keyId, public_key: input.publicKey, enrolled_at: at },
      disabled: row.disabled,
    })
    .execute()
  await addKey(transaction, { tenant, terminal: id }, input, at)
  await transaction
    .insertInto('terminal_settings')
    .values({ tenant, store, terminal: id, settings: JSON.stringify(settings) })
    .execute()
  return settings
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
      ...{ enrolled_at: at, forked: false, disabled: false, clock: null },
    })
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .returning('code')
    .executeTakeFirstOrThrow()
  return code
}

/** Seals the key for codes of cards anew, for the credential that a terminal has from now on. */
export async function renewCardKey(
  { random }: Backend,
  transaction: Transaction,
  { tenant, terminal, credential }: Pick<Replacement, 'tenant' | 'terminal' | 'credential'>,
): Promise<TerminalSettings> {
  const row = await transaction
    .selectFrom('terminal_settings')
    .select(['settings'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .executeTakeFirstOrThrow()
  const cardKey = await sealedCardKey(random, transaction, tenant, credential)
  const settings = { ...row.settings, cardKey }
  await transaction
    .updateTable('terminal_settings')
    .set({ settings: JSON.stringify(settings) })
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .execute()
  return settings
}
