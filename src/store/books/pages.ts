/** The files of books as they come to be, entry by entry: written to a disk, or weighed only. */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { bookTables } from '../../domain/fiscal/tables.ts'
import { ENTRIES_FILE, type BooksFormat, type BooksManifest } from '../../domain/fiscal/manifest.ts'
import type { SealedEntry } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { csvOf, csvRows } from '../../domain/reports/csv.ts'

export type BookFile = BooksManifest['files'][number]

/** A comma and a point, whatever the shop's language: programs read these files too. */
const WAYS = { decimal: '.' } as const

export interface Page {
  write(text: string): void
  /** Durable, where it is on a disk. */
  end(): BookFile
}

export type NewPage = (name: string) => Page

export interface Pages {
  take(sealed: SealedEntry, entry: Entry): void
  end(): readonly BookFile[]
}

/** All that follows from the entries: they themselves, and the tables made of them. */
export function createPages(newPage: NewPage, format: BooksFormat): Pages {
  const entries = newPage(ENTRIES_FILE)
  const tables = bookTables(format).map((table) => {
    const page = newPage(`${table.name}.csv`)
    page.write(csvOf([table.columns], WAYS))
    return { ...table, page }
  })
  return {
    take(sealed, entry) {
      const { personal: _, ...proven } = sealed
      entries.write(`${JSON.stringify(proven)}\n`)
      for (const { page, rows } of tables) {
        const own = rows(entry, sealed.hash)
        if (own.length > 0) page.write(csvRows(own, WAYS))
      }
    },
    end: () => [entries.end(), ...tables.map(({ page }) => page.end())],
  }
}

/** A table of the shop as it is now, and nothing of the journal. */
export function writeTable(page: Page, rows: Parameters<typeof csvOf>[0]): BookFile {
  page.write(csvOf(rows, WAYS))
  return page.end()
}

/** So much is held back before it goes to the disk. */
const HELD_BACK = 64 * 1024

export function pagesIn(folder: string): NewPage {
  return (name) => {
    const weigh = weighed(name)
    const handle = openSync(join(folder, name), 'wx', 0o600)
    let held = ''
    const flush = (): void => {
      writeSync(handle, held)
      held = ''
    }
    return {
      write(text) {
        weigh.write(text)
        held += text
        if (held.length > HELD_BACK) flush()
      },
      end() {
        flush()
        fsyncSync(handle)
        closeSync(handle)
        return weigh.end()
      },
    }
  }
}

/** What a file would be, without writing one. */
export function weighed(name: string): Page {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    write(text) {
      const encoded = Buffer.from(text)
      bytes += encoded.length
      hash.update(encoded)
    },
    end: () => ({ name, bytes, sha256: hash.digest('hex') }),
  }
}
