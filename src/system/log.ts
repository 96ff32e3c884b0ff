/** JSON lines by pino, to stderr or to a file that stays below a limit. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino, type DestinationStream } from 'pino'
import type { Log, LogFields } from '../ports/log.ts'

/** At this size the file becomes `<file>.1`, in the place of the one before: two of them at most. */
const FILE_LONGEST_BYTES = 8_000_000
const VALUE_LONGEST = 1000

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

function stderr(): DestinationStream {
  const stream = pino.destination({ dest: 2, sync: true, maxLength: FILE_LONGEST_BYTES })
  // A reader that went away must not take the till with it.
  stream.on('error', () => undefined)
  return stream
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
