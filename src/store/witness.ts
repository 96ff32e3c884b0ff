/**
 * A small file beside the database that says who the terminal is and how far its journal had come.
 * It is written after each commit and not synced: it costs a sale nothing, and may lag after a
 * power cut. But a database that is behind it has lost what it once acknowledged: an older file put
 * back, a log deleted or cut. Two slots are written in turn, so that a torn one leaves the other.
 */
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { idSchema } from '../domain/identifier.ts'
import { headSchema, type Head } from '../domain/journal/entry.ts'
import type { Identity } from '../ports/identity.ts'

const SLOT_BYTES = 1024
const CHECKSUM_CHARACTERS = 8

const statementSchema = z.object({
  turn: z.int().min(0),
  identity: z.object({
    tenant: idSchema,
    store: idSchema,
    terminal: idSchema,
    terminalCode: z.string().max(8),
  }),
  head: headSchema,
})
type Statement = z.infer<typeof statementSchema>

export interface Witness {
  /** Throws where the disk takes no byte. */
  saw(identity: Identity, head: Head): void
  close(): void
}

export function witnessOf(database: string): string {
  return `${database}.witness`
}

/** What it says; undefined where there is none, or none that is whole. */
export function askWitness(database: string): Statement | undefined {
  const file = witnessOf(database)
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  const slots = [bytes.subarray(0, SLOT_BYTES), bytes.subarray(SLOT_BYTES, 2 * SLOT_BYTES)]
  const told = slots.flatMap((slot) => readSlot(slot) ?? [])
  return told.toSorted((a, b) => b.turn - a.turn)[0]
}

/** Opens it for writing; made where it is missing. */
export function openWitness(database: string): Witness {
  let turn = (askWitness(database)?.turn ?? -1) + 1
  const file = witnessOf(database)
  const handle = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600)
  const slot = Buffer.alloc(SLOT_BYTES)
  return {
    saw(identity, head) {
      const text = JSON.stringify({ turn, identity, head })
      slot.fill(' ').write(`${checksumOf(text)} ${text}\n`)
      writeSync(handle, slot, 0, SLOT_BYTES, (turn % 2) * SLOT_BYTES)
      turn += 1
    },
    close: () => closeSync(handle),
  }
}

function readSlot(slot: Buffer): Statement | undefined {
  const text = slot.toString('utf8').trim()
  const statement = text.slice(CHECKSUM_CHARACTERS + 1)
  if (checksumOf(statement) !== text.slice(0, CHECKSUM_CHARACTERS)) return undefined
  try {
    return statementSchema.safeParse(JSON.parse(statement)).data
  } catch {
    return undefined
  }
}

/** Against a slot that was torn, not against a person. */
function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(CHECKSUM_CHARACTERS, '0')
}
