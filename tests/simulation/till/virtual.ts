/**
 * Time, chance and digests of this thread as the seed has them. Loaded before any library: what a
 * library takes from the platform, it takes from here.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { Chance } from '../chance.ts'
import { quickHash } from '../quick-hash.ts'
import { START } from '../timeline.ts'
import { replace } from './platform.ts'

/** Timers that one turn fires at most: beyond it something turns in circles. */
const FIRINGS_MOST = 20_000

const BLOCK = 8192

const realImmediate = setImmediate
const RealDate = Date

interface Timer {
  readonly number: number
  readonly at: number
  readonly call: () => void
}

let elapsed = 0
let wrongBy = 0
let chance = new Chance(0, 'libraries')
let timers: Timer[] = []
let numbers = 0

let uncaught = (error: unknown): void => {
  throw error
}

/** What nobody caught goes there. */
export function onUncaught(listener: (error: unknown) => void): void {
  uncaught = listener
  process.on('unhandledRejection', listener)
}

/** Nobody listens any more. */
export function endListening(): void {
  process.off('unhandledRejection', uncaught)
}

export function drawFrom(stream: Chance): void {
  chance = stream
}

/** Sets the time without waking anybody: for a newborn. */
export function begin(at: number, wrong: number): void {
  elapsed = at
  wrongBy = wrong
}

/** Virtual ms since the world began. */
export function now(): number {
  return elapsed
}

/** When the next timer is due; infinity where none is set. */
export function wakeAt(): number {
  return timers.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
}

/** Lets time pass to an instant: each timer is fired at its own, and all that follows happens. */
export async function pass(until: number, wrong: number): Promise<void> {
  wrongBy = wrong
  await settle()
  for (let firings = 0; ; firings += 1) {
    const next = timers
      .filter(({ at }) => at <= until)
      .reduce<Timer | undefined>((first, each) => (isBefore(each, first) ? each : first), undefined)
    if (!next) break
    if (firings === FIRINGS_MOST) throw new Error('timers turn in circles')
    timers = timers.filter((each) => each !== next)
    elapsed = Math.max(elapsed, next.at)
    try {
      next.call()
    } catch (error) {
      // What a timer throws reaches nobody: as an uncaught exception it ends a process.
      uncaught(error)
    }
    await settle()
  }
  elapsed = Math.max(elapsed, until)
}

/** Resolves when nothing follows any more but by a timer or by mail. */
async function settle(): Promise<void> {
  await new Promise((resolve) => void realImmediate(resolve))
}

function isBefore(one: Timer, other: Timer | undefined): boolean {
  return !other || one.at < other.at || (one.at === other.at && one.number < other.number)
}

type Call = (...values: unknown[]) => void

function set(call: Call, ms: number | undefined, values: unknown[], repeats: boolean): object {
  numbers += 1
  const number = numbers
  const delay = Math.max(0, ms ?? 0) || 0
  const add = (): void => {
    timers.push({ number, at: elapsed + Math.max(delay, repeats ? 1 : 0), call: fire })
  }
  const fire = (): void => {
    if (repeats) add()
    call(...values)
  }
  add()
  const handle = { number, ref: () => handle, unref: () => handle, hasRef: () => false }
  return handle
}

function clear(handle: unknown): void {
  if (typeof handle !== 'object' || handle === null || !('number' in handle)) return
  timers = timers.filter(({ number }) => number !== handle.number)
}

class VirtualDate extends RealDate {
  constructor(...values: [] | [number]) {
    if (values.length === 0) super(VirtualDate.now())
    else super(...values)
  }

  static override now(): number {
    return START + elapsed + wrongBy
  }
}

function fill<Bytes extends ArrayBufferView>(bytes: Bytes): Bytes {
  const drawn = chance.bytes(bytes.byteLength)
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).set(drawn)
  return bytes
}

function uuid(): string {
  const bytes = Buffer.from(chance.bytes(16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-')
}

const DIGESTS: Readonly<Record<string, string>> = { 'SHA-256': 'sha256', 'SHA-1': 'sha1' }

function digest(
  algorithm: string | { readonly name: string },
  data: ArrayBuffer,
): Promise<unknown> {
  const name = DIGESTS[typeof algorithm === 'string' ? algorithm : algorithm.name]
  if (name === undefined) throw new Error('a digest that nobody foresaw')
  const bytes = crypto.createHash(name).update(new Uint8Array(data)).digest()
  return Promise.resolve(new Uint8Array(bytes).buffer)
}

function scrypt(
  secret: string,
  salt: Buffer,
  length: number,
  _options: unknown,
  told: (error: null, hash: Buffer) => void,
): void {
  told(null, quickHash(secret, salt.toString('hex')).subarray(0, length))
}

/** A file that is only to take up room is filled with one block, again and again. */
function randomBytes(count: number): Buffer {
  return Buffer.alloc(count, chance.bytes(Math.min(count, BLOCK)))
}

replace(globalThis, {
  Date: VirtualDate,
  setTimeout: (call: Call, ms?: number, ...values: unknown[]) => set(call, ms, values, false),
  setInterval: (call: Call, ms?: number, ...values: unknown[]) => set(call, ms, values, true),
  setImmediate: (call: Call, ...values: unknown[]) => set(call, 0, values, false),
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
})
replace(performance, { now: () => elapsed })
replace(Math, { random: () => chance.fraction() })
replace(globalThis.crypto, { getRandomValues: fill, randomUUID: uuid })
replace(globalThis.crypto.subtle, { digest })
replace(crypto, { randomBytes, randomUUID: uuid, scrypt })
syncBuiltinESMExports()
