/**
 * The pages of a SQLite database and of its write-ahead log, without SQLite: what it refuses to
 * open can still be read. Source: sqlite.org/fileformat2.html, sections 1.3 and 4.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

const MAGIC = 'SQLite format 3\0'
const DEFAULT_PAGE_BYTES = 4096
const LOG_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

export interface Pages {
  readonly size: number
  /** Every page that may hold rows, newest versions and older ones. */
  all(): Generator<{ readonly page: Buffer; readonly isFirst: boolean }>
  /** A page by its number from 1: as the log has it, and as the file has it. */
  versions(number: number): readonly Buffer[]
  close(): void
}

interface Frame {
  readonly number: number
  readonly offset: number
}

export function openPages(file: string): Pages {
  const main = openReadable(file)
  const log = openReadable(`${file}-wal`)
  const size = pageSizeOf(main, log)
  const frames = framesOf(log, size)
  const latest = new Map(frames.map(({ number, offset }) => [number, offset]))
  const read = (source: Source, offset: number): Buffer | undefined => source.read(offset, size)
  return {
    size,
    *all() {
      for (const { number, offset } of frames) {
        const page = read(log, offset)
        if (page) yield { page, isFirst: number === 1 }
      }
      for (let offset = 0; offset < main.bytes; offset += size) {
        const page = read(main, offset)
        if (page) yield { page, isFirst: offset === 0 }
      }
    },
    versions(number) {
      const inLog = latest.get(number)
      const found = [
        inLog === undefined ? undefined : read(log, inLog),
        number > 0 ? read(main, (number - 1) * size) : undefined,
      ]
      return found.filter((page) => page !== undefined)
    },
    close() {
      main.close()
      log.close()
    },
  }
}

interface Source {
  readonly bytes: number
  /** Undefined where so much does not lie there. */
  read(offset: number, length: number): Buffer | undefined
  close(): void
}

const NOTHING: Source = { bytes: 0, read: () => undefined, close: () => undefined }

function openReadable(file: string): Source {
  if (!existsSync(file)) return NOTHING
  const handle = openSync(file, 'r')
  const bytes = fstatSync(handle).size
  return {
    bytes,
    read(offset, length) {
      const buffer = Buffer.alloc(length)
      try {
        return readSync(handle, buffer, 0, length, offset) === length ? buffer : undefined
      } catch {
        // A sector that cannot be read is one of the things that bring us here.
        return undefined
      }
    },
    close: () => closeSync(handle),
  }
}

function pageSizeOf(main: Source, log: Source): number {
  const header = main.read(0, 100)
  if (header?.toString('latin1', 0, 16) === MAGIC) {
    const size = header.readUInt16BE(16)
    return valid(size === 1 ? 65_536 : size)
  }
  return valid(log.read(0, LOG_HEADER_BYTES)?.readUInt32BE(8) ?? DEFAULT_PAGE_BYTES)
}

function valid(size: number): number {
  const isPower = size >= 512 && size <= 65_536 && (size & (size - 1)) === 0
  return isPower ? size : DEFAULT_PAGE_BYTES
}

/**
 * The frames of the log up to its last commit: what stands behind it was never acknowledged. Their
 * sums are not asked for, since each entry proves itself; the salts say which belong together.
 */
function framesOf(log: Source, size: number): Frame[] {
  const frames: Frame[] = []
  let committed = 0
  let salt: string | undefined
  for (let start = LOG_HEADER_BYTES; ; start += FRAME_HEADER_BYTES + size) {
    const header = log.read(start, FRAME_HEADER_BYTES)
    if (!header || start + FRAME_HEADER_BYTES + size > log.bytes) break
    salt ??= header.toString('hex', 8, 16)
    if (header.toString('hex', 8, 16) !== salt) continue
    frames.push({ number: header.readUInt32BE(0), offset: start + FRAME_HEADER_BYTES })
    if (header.readUInt32BE(4) > 0) committed = frames.length
  }
  return frames.slice(0, committed)
}
