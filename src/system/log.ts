/** JSON lines by pino, to stderr or to a file that stays below a limit. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, write, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino, type DestinationStream } from 'pino'
import type { Log, LogFields } from '../ports/log.ts'

/**
 * At this size the file becomes `<file>.1`, in the place of the one before: two of them at most.
 */
const FILE_LONGEST_BYTES = 8_000_000
const VALUE_LONGEST = 1000
/** Characters that may wait for a slow reader of stderr. */
const WAITING_LONGEST = 1_000_000
const STDERR = 2

/** Words in the name of a field whose value must never be written, whatever stands around them. */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  ...['pin', 'credential', 'token', 'authorization', 'password', 'secret', 'cookie'],
])

export interface LogSettings {
  /** Which process speaks, such as `core`. */
  readonly name: string
  /** A file's path, or whatever takes lines; stderr where nothing is said. */
  readonly destination?: string | DestinationStream
}

/** Writing never throws and never stops a sale: a line that cannot be written is lost. */
export function createLog({ name, destination }: LogSettings): Log {
  const stream = typeof destination === 'string' ? file(destination) : (destination ?? stderr())
  const logger = pino(
    { base: { name }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level } },
    stream,
  )
  return {
    info: (message, fields) => logger.info(safe(fields), message),
    warn: (message, fields) => logger.warn(safe(fields), message),
    error: (message, fields) => logger.error(safe(fields), message),
  }
}

const level = (label: string): { level: string } => ({ level: label })

function safe(fields: LogFields = {}): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (isSecret(name)) return [name, '[redacted]']
      return [name, typeof value === 'string' ? value.slice(0, VALUE_LONGEST) : value]
    }),
  )
}

function isSecret(name: string): boolean {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.split(/[^a-z]+/).some((word) => SECRET_WORDS.has(word.replace(/s$/, '')))
}

/**
 * One write at a time on another thread, and a bounded rest: a reader that sleeps cannot hold the
 * sale, one that went away cannot end the process. What does not fit is dropped.
 */
function stderr(): DestinationStream {
  let waiting = ''
  let writing = false
  const next = (): void => {
    writing = waiting !== ''
    if (!writing) return
    const bytes = Buffer.from(waiting)
    waiting = ''
    send(bytes)
  }
  const send = (bytes: Buffer): void => {
    write(STDERR, bytes, (error, written) => {
      // A pipe takes what fits; after an error its reader sleeps or is gone.
      if (error === null && written < bytes.length) send(bytes.subarray(written))
      else next()
    })
  }
  process.once('exit', () => {
    try {
      writeSync(STDERR, waiting)
    } catch {
      // The last words of a process that nobody reads.
    }
  })
  return {
    write(line) {
      if (waiting.length + line.length > WAITING_LONGEST) return
      waiting += line
      if (!writing) next()
    },
  }
}

function file(path: string): DestinationStream {
  mkdirSync(dirname(path), { recursive: true })
  const open = (): number => openSync(path, 'a', 0o600)
  let handle = open()
  let size = fstatSync(handle).size
  return {
    write(line) {
      try {
        size += writeSync(handle, line)
        if (size < FILE_LONGEST_BYTES) return
        renameSync(path, `${path}.1`)
        // Opened before the old one is closed: a freed number could become the database's.
        const next = open()
        closeSync(handle)
        handle = next
        size = 0
      } catch {
        // The disk is full or gone: the store says so to people, the log has nowhere to say it.
      }
    },
  }
}
