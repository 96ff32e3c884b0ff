/**
 * How a terminal comes to its credential: the owner's one-time code, typed in at the terminal,
 * within the hour.
 */
import type { EnrolInput, EnrolOutput } from '../../contract/backend/sync.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { CounterDevices } from '../../domain/settings.ts'
import type { Random } from '../../ports/random.ts'
import { hashOf, makeCredential, sameHash } from '../access/credential.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { keyIdOf, readPublicKey } from '../intake/signature.ts'
import { createTerminal, renewCardKey, replaceTerminal, type Asked } from './terminals.ts'

export interface EnrolmentOffer {
  readonly tenant: string
  readonly store: string
  readonly terminalName: string
  readonly devices: CounterDevices
}

interface Renewal extends Asked {
  readonly tenant: string
  readonly code_hash: string
}

/** What a code stands for: a new terminal, or the one that it replaces. */
type Claim = EnrolmentOffer & { readonly terminal: string | null }

const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 8
const CODE_LIVES_MS = 60 * 60 * 1000

/** A code of 40 random bits that enrols one terminal within the hour; shown this once. */
export async function issueEnrolmentCode(
  backend: Backend,
  offer: EnrolmentOffer,
): Promise<{ code: string; expiresAt: number }> {
  return issue(backend, { ...offer, terminal: null })
}

/**
 * The same for a terminal that is there already, on new hardware or after it was copied: who enrols
 * with it goes on as that terminal, with another credential and key. Undefined where there is none.
 */
export async function issueReplacementCode(
  backend: Backend,
  { tenant, terminal }: { readonly tenant: string; readonly terminal: string },
): Promise<{ code: string; expiresAt: number } | undefined> {
  const known = await backend.database
    .selectFrom('terminal')
    .select(['store', 'name'])
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .where('kind', '=', 'till')
    .executeTakeFirst()
  if (!known) return undefined
  const devices = { printer: null, scanners: [], payment: null }
  return issue(backend, {
    ...{ tenant, store: known.store, terminalName: known.name, devices, terminal },
  })
}

async function issue(
  backend: Backend,
  { tenant, store, terminalName, devices, terminal }: Claim,
): Promise<{ code: string; expiresAt: number }> {
  const code = makeCode(backend.random)
  const expiresAt = backend.clock.now() + CODE_LIVES_MS
  await write(backend, tenant, async (transaction) => {
    await transaction
      .insertInto('enrolment_code')
      .values({
        ...{ tenant, store, terminal, code_hash: hashOf(code), terminal_name: terminalName },
        ...{ devices: JSON.stringify(devices), expires_at: expiresAt, used_at: null },
      })
      .execute()
    return { value: undefined }
  })
  return { code, expiresAt }
}

/** 32 letters and digits: each byte's low five bits choose one without favour. */
function makeCode(random: Random): string {
  return [...random.bytes(CODE_LENGTH)].map((byte) => CODE_ALPHABET[byte % 32]).join('')
}

/**
 * Enrols the terminal that holds a key. The same key may ask again with its code, within the code's
 * hour: the answer may have been lost, so the same terminal gets a fresh credential. Where the code
 * replaces a terminal, its credential of before ends here. Fails with `enrolment-code-wrong` for a
 * code that is unknown, late or used by another key (which of them is not told), and with
 * `input-invalid` for a key that is none.
 */
export async function enrol(backend: Backend, input: EnrolInput): Promise<Result<EnrolOutput>> {
  if (!readPublicKey(input.publicKey) || keyIdOf(input.publicKey) !== input.keyId) {
    return fail('input-invalid')
  }
  const hash = hashOf(input.code)
  const offer = await backend.database
    .selectFrom('enrolment_code')
    .select(['tenant', 'code_hash'])
    .where('code_hash', '=', hash)
    .executeTakeFirst()
  if (!offer || !sameHash(offer.code_hash, hash)) return fail('enrolment-code-wrong')
  return write<Result<EnrolOutput>>(backend, offer.tenant, async (transaction) => {
    const at = backend.clock.now()
    const credential = makeCredential(backend.random)
    const claimed = await claim(transaction, offer.tenant, hash, at)
    if (!claimed) {
      const known = await renew(transaction, { ...offer, input, at, credential })
      if (!known) return { value: fail('enrolment-code-wrong') }
      return { value: succeed(known), changes: await settingsOf(backend, transaction, known) }
    }
    const { tenant, store, terminal: replaced } = claimed
    const asked = { ...claimed, input, credential, at }
    if (replaced !== null) {
      const code = await replaceTerminal(transaction, { ...asked, terminal: replaced })
      const terminal = { tenant, store, terminal: replaced, terminalCode: code, credential }
      const changes = await settingsOf(backend, transaction, terminal)
      return { value: succeed(terminal), changes }
    }
    const { settings, ...terminal } = await createTerminal(backend, transaction, asked)
    return { value: succeed(terminal), changes: [changeOf(settingsFeed(store), [settings])] }
  })
}

/** What a terminal shall pull that goes on under another credential. */
async function settingsOf(
  backend: Backend,
  transaction: Transaction,
  known: EnrolOutput,
): Promise<FeedChange[]> {
  const settings = await renewCardKey(backend, transaction, known)
  return [changeOf(settingsFeed(known.store), [settings])]
}

/** Uses the code up; undefined where it was used before or has run out. */
async function claim(
  transaction: Transaction,
  tenant: string,
  hash: string,
  at: number,
): Promise<Claim | undefined> {
  const row = await transaction
    .updateTable('enrolment_code')
    .set({ used_at: at })
    .where('tenant', '=', tenant)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning(['store', 'terminal_name', 'devices', 'terminal'])
    .executeTakeFirst()
  if (!row) return undefined
  const { store, terminal_name: terminalName, devices, terminal } = row
  return { tenant, store, terminalName, devices, terminal }
}

/**
 * Gives the terminal that used this code a fresh credential, where it holds the same key; undefined
 * otherwise. A terminal was enrolled at the very instant at which its code was used.
 */
async function renew(
  transaction: Transaction,
  { tenant, code_hash: hash, input, at, credential }: Renewal,
): Promise<EnrolOutput | undefined> {
  const known = await transaction
    .updateTable('terminal')
    .from('enrolment_code as used')
    .set({ credential_hash: hashOf(credential) })
    .whereRef('used.tenant', '=', 'terminal.tenant')
    .whereRef('used.store', '=', 'terminal.store')
    .whereRef('used.used_at', '=', 'terminal.enrolled_at')
    .where('used.code_hash', '=', hash)
    .where('used.expires_at', '>', at)
    .where('terminal.tenant', '=', tenant)
    .where('terminal.key_id', '=', input.keyId)
    .where('terminal.public_key', '=', input.publicKey)
    .where('terminal.disabled', '=', false)
    .returning(['terminal.store', 'terminal.id', 'terminal.code'])
    .executeTakeFirst()
  if (!known) return undefined
  const { store, id, code } = known
  return { tenant, store, terminal: id, terminalCode: code, credential }
}
