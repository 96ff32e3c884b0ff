import { describe, expect, it } from 'vitest'
import { askPages, asRows, FILE_ROWS, writeFile } from '../../renderer/reports/file.ts'
import { troubleOf, type Answer } from '../../renderer/connection/trouble.ts'

interface Page {
  readonly names: readonly string[]
  readonly next: number | null
}

const WAYS = { decimal: '.' } as const
const goOn = () => true

/** So many rows, told in pages of so many. */
function pagesOf(rows: number, most: number, answer?: (from: number) => Answer<Page>) {
  const ask = (place: number | null): Promise<Answer<Page>> => {
    const from = place ?? 0
    const names = Array.from({ length: Math.min(most, rows - from) }, (_, row) => `=${row + from}`)
    const next = from + most < rows ? from + most : null
    return Promise.resolve(answer?.(from) ?? { ok: true, value: { names, next } })
  }
  const pages = askPages<Page, number | null>(null, ask, ({ next }) => next)
  return asRows(pages, ({ names }) => names.map((name) => [name]))
}

describe('a file for a spreadsheet', () => {
  it('holds the rows of all pages behind one head, and no formula', async () => {
    const told: number[] = []
    const file = { head: ['Name'], pages: pagesOf(5, 2) }
    const written = await writeFile(file, WAYS, (rows) => told.push(rows) > 0)
    expect(told).toEqual([2, 4, 5])
    if (!written?.ok) throw new Error('it was not written')
    expect(written.value).toMatchObject({ rows: 5, isWhole: true })
    const lines = ['"Name"', `"'=0"`, `"'=1"`, `"'=2"`, `"'=3"`, `"'=4"`, '']
    expect(written.value.parts.join('')).toBe(`\uFEFF${lines.join('\r\n')}`)
  })

  it('ends where it holds as much as it may, and says that there was more', async () => {
    const file = { head: [], pages: pagesOf(FILE_ROWS + 1, 2000) }
    const written = await writeFile(file, WAYS, goOn)
    expect(written).toMatchObject({ value: { rows: FILE_ROWS, isWhole: false } })
    const whole = { head: [], pages: pagesOf(FILE_ROWS, 2000) }
    expect(await writeFile(whole, WAYS, goOn)).toMatchObject({ value: { isWhole: true } })
  })

  it('comes to nothing where a page is missing, or nobody waits for it any more', async () => {
    const trouble = troubleOf('unreachable')
    const broken = pagesOf(5, 2, (from) =>
      from === 4 ? { ok: false, trouble } : { ok: true, value: { names: ['a'], next: from + 2 } },
    )
    expect(await writeFile({ head: [], pages: broken }, WAYS, goOn)).toEqual({ ok: false, trouble })
    const left = { head: [], pages: pagesOf(5, 2) }
    expect(await writeFile(left, WAYS, (rows) => rows < 4)).toBeUndefined()
  })
})
