/**
 * Finds sealed entries in the pages of a damaged database. A page's own structure says where its
 * rows stand; whether a row is an entry is proved by the entry's hash, so nothing else is trusted.
 * Source: sqlite.org/fileformat2.html, sections 1.6, 2.1 and 1.5 (overflow).
 */
import { sealedEntrySchema, type SealedEntry } from '../../domain/journal/entry.ts'
import { hashOf } from '../seal.ts'
import { openPages, type Pages } from './pages.ts'

const LEAF = 0x0d
const FIRST_PAGE_HEADER = 100
const ENTRY_ID = /^\d{4}-[0-9a-f-]{36}-\d{10}$/

/** Where the parts of an entry stand among the columns of a row, by how many columns it has. */
const LAYOUTS: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  // journal
  15: { canonical: 14, hash: 6, keyId: 7, signature: 8, personal: 13 },
  // recovered_entry
  12: { canonical: 4, hash: 5, keyId: 6, signature: 7, personal: 8 },
}

type Value = string | number | null

/** Each entry that is whole, in no order, perhaps more than once. Throws what the disk throws. */
export function* carve(file: string): Generator<SealedEntry> {
  const pages = openPages(file)
  try {
    for (const { page, isFirst } of pages.all()) {
      for (const offset of cellsOf(page, isFirst ? FIRST_PAGE_HEADER : 0)) {
        const entry = entryAt(pages, page, offset)
        if (entry) yield entry
      }
    }
  } finally {
    pages.close()
  }
}

function cellsOf(page: Buffer, header: number): number[] {
  if (page[header] !== LEAF) return []
  const count = page.readUInt16BE(header + 3)
  const cells: number[] = []
  for (let index = 0; index < count; index += 1) {
    const at = header + 8 + index * 2
    if (at + 2 > page.length) break
    cells.push(page.readUInt16BE(at))
  }
  return cells
}

/** Undefined where no entry stands there, or not all of it. */
function entryAt(pages: Pages, page: Buffer, offset: number): SealedEntry | undefined {
  const length = readVarint(page, offset)
  const row = length && readVarint(page, length.next)
  if (!length || !row) return undefined
  for (const payload of payloadsAt(pages, page, row.next, length.value)) {
    const values = readRecord(payload)
    const entry = values && toEntry(values)
    if (entry) return entry
  }
  return undefined
}

/** A row that is longer than its page goes on elsewhere; there are two places to look for it. */
function* payloadsAt(pages: Pages, page: Buffer, start: number, length: number): Generator<Buffer> {
  const usable = pages.size
  const local = localBytes(length, usable)
  if (start + local > page.length) return
  const first = page.subarray(start, start + local)
  if (local === length) {
    yield first
    return
  }
  if (start + local + 4 > page.length) return
  const next = page.readUInt32BE(start + local)
  for (const version of [0, 1]) {
    const rest = overflow(pages, next, length - local, version)
    if (rest) yield Buffer.concat([first, ...rest])
  }
}

function localBytes(length: number, usable: number): number {
  if (length <= usable - 35) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const most = least + ((length - least) % (usable - 4))
  return most <= usable - 35 ? most : least
}

function overflow(
  pages: Pages,
  first: number,
  length: number,
  version: number,
): Buffer[] | undefined {
  const found: Buffer[] = []
  let left = length
  // Each page takes a part of what is left, so that even a ring of pages comes to an end.
  for (let number = first; left > 0;) {
    const versions = pages.versions(number)
    const page = versions[version] ?? versions[0]
    if (number === 0 || !page) return undefined
    const part = page.subarray(4, 4 + Math.min(left, pages.size - 4))
    found.push(part)
    left -= part.length
    number = page.readUInt32BE(0)
  }
  return found
}

/** The columns of a record; undefined where it has not the shape of an entry's row. */
function readRecord(payload: Buffer): Value[] | undefined {
  const header = readVarint(payload, 0)
  if (!header || header.value > payload.length || header.value > 64) return undefined
  const types: number[] = []
  for (let at = header.next; at < header.value;) {
    const type = readVarint(payload, at)
    if (!type) return undefined
    types.push(type.value)
    at = type.next
  }
  if (LAYOUTS[types.length] === undefined) return undefined
  let at = header.value
  return types.map((type) => {
    const bytes = bytesOf(type)
    const value = payload.subarray(at, at + bytes)
    at += bytes
    // Numbers are copies of what the canonical text says, and so are never looked at.
    if (type === 0) return null
    return type >= 13 && type % 2 === 1 ? value.toString('utf8') : 0
  })
}

function bytesOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0
}

function toEntry(values: readonly Value[]): SealedEntry | undefined {
  const layout = LAYOUTS[values.length]
  const [id] = values
  if (!layout || typeof id !== 'string' || !ENTRY_ID.test(id)) return undefined
  const parts = Object.fromEntries(
    Object.entries(layout).map(([name, column]) => [name, values[column]]),
  )
  const { canonical } = parts
  if (typeof canonical !== 'string' || hashOf(canonical) !== parts['hash']) return undefined
  const { epoch, seq } = JSON.parse(canonical) as Pick<SealedEntry, 'epoch' | 'seq'>
  return sealedEntrySchema.safeParse({ ...parts, id, epoch, seq }).data
}

/** Big-endian, seven bits a byte, at most nine bytes; undefined where it does not end in time. */
function readVarint(bytes: Buffer, at: number): { value: number; next: number } | undefined {
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[at + index]
    if (byte === undefined) return undefined
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: at + index + 1 }
  }
  return undefined
}
