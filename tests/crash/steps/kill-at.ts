/**
 * Loaded into a core before it starts: kills the process when it next passes the step that the
 * order names. The order is a file, so that it can be given while the core runs, and is gone once
 * it is carried out: the core that comes back lives. Watches from outside: the statements of
 * better-sqlite3, the sockets, and fetch.
 */
import Database from 'better-sqlite3'
import { EventEmitter } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { KILL_ORDER, KILL_PORTS, type Ports, type StepName } from './named.ts'

const order = process.env[KILL_ORDER] ?? ''
const ports = JSON.parse(process.env[KILL_PORTS] ?? '{}') as Ports

function isOrdered(step: StepName): boolean {
  try {
    return readFileSync(order, 'utf8') === step
  } catch {
    // No order has been given.
    return false
  }
}

function die(): void {
  rmSync(order)
  process.kill(process.pid, 'SIGKILL')
}

function pass(step: StepName): void {
  if (isOrdered(step)) die()
}

type Run = (...values: unknown[]) => unknown

/** What the transaction that is open has written so far. */
const written = new Set<string>()
const kinds = new Map<unknown, unknown>()

function beforeRun(sql: string, values: readonly unknown[]): void {
  if (sql.startsWith('BEGIN')) written.clear()
  if (sql.startsWith('INSERT INTO draft')) pass('draft opened')
  if (sql.startsWith('INSERT INTO print_job')) {
    const [{ id, kind }] = values as [{ id: unknown; kind: unknown }]
    kinds.set(id, kind)
  }
  if (sql !== 'COMMIT') return
  if (written.has('sale')) {
    pass(written.has('payment') ? 'before the settling COMMIT' : "before the sale's COMMIT")
  } else if (written.has('draft')) pass("before the draft's COMMIT")
}

function afterRun(sql: string, values: readonly unknown[]): void {
  if (sql.startsWith('INSERT INTO draft')) {
    written.add('draft')
    pass('line saved')
  }
  if (/^INSERT INTO sale\b/.test(sql)) written.add('sale')
  if (sql.startsWith('INSERT INTO payment_intent')) written.add('intent')
  if (sql.startsWith('UPDATE payment_intent')) written.add('payment')
  if (/^UPDATE print_job SET state = \?.* WHERE id = \?$/.test(sql)) {
    written.add(`${String(kinds.get(values.at(-1)))} ${String(values[0])}`)
  }
  if (sql !== 'COMMIT') return
  if (written.has('intent')) pass('payment intent committed')
  if (written.has('drawer sending')) pass('drawer job sending')
  if (written.has('receipt printed')) pass('print job settled')
  if (written.has('sale')) {
    pass(written.has('payment') ? 'after the settling COMMIT' : "after the sale's COMMIT")
  } else if (written.has('draft')) pass("after the draft's COMMIT")
}

const prepare = Database.prototype.prepare as (this: Database.Database, sql: string) => { run: Run }
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  const run = statement.run.bind(statement)
  statement.run = (...values) => {
    beforeRun(sql, values)
    const answer = run(...values)
    afterRun(sql, values)
    return answer
  }
  return statement
} as typeof Database.prototype.prepare

const PAY = [0x06, 0x01]
const STATUS = Buffer.from([0x04, 0x0f])
/** A question to the printer is shorter, a receipt longer. */
const RECEIPT_BYTES = 200

/** The terminal repeats its last approval when it is asked before a payment: that one is old. */
let isCharging = false

interface Cut {
  readonly step: StepName
  /** How much of it goes out before the process dies. */
  readonly bytes: number
}

function cutsIn({ remotePort }: Socket, bytes: Buffer): Cut[] {
  if (remotePort === ports.payment && PAY.every((byte, at) => bytes[at] === byte)) {
    isCharging = true
    return [
      { step: 'first byte to the payment terminal', bytes: 1 },
      { step: 'payment asked for', bytes: bytes.length },
    ]
  }
  if (remotePort === ports.printer && bytes.length > RECEIPT_BYTES) {
    return [{ step: 'receipt half printed', bytes: Math.floor(bytes.length / 2) }]
  }
  if (bytes.includes('POST /sync/push ')) return [{ step: 'push sent', bytes: bytes.length }]
  if (bytes.includes('"sale":') && bytes.includes('"tendered":')) {
    return [{ step: 'answer sent', bytes: bytes.length }]
  }
  return []
}

const write = Socket.prototype.write as (this: Socket, ...call: unknown[]) => boolean
Socket.prototype.write = function (this: Socket, ...call: unknown[]) {
  const [data] = call
  const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data as Uint8Array)
  const cut = cutsIn(this, bytes).find(({ step }) => isOrdered(step))
  if (!cut) return write.apply(this, call)
  return write.call(this, bytes.subarray(0, cut.bytes), die)
}

Socket.prototype.emit = function (this: Socket, event: string | symbol, ...values: unknown[]) {
  const [data] = values
  const isAnswer = isCharging && event === 'data' && this.remotePort === ports.payment
  if (isAnswer && Buffer.isBuffer(data) && data.includes(STATUS)) pass('approval received')
  return EventEmitter.prototype.emit.call(this, event, ...values)
}

const ask = globalThis.fetch
globalThis.fetch = async (...call) => {
  const answer = await ask(...call)
  const [asked] = call
  if (asked instanceof URL && asked.pathname === '/sync/push') pass('push answered, unread')
  return answer
}
