/** The page of bounds is held against the code: a bound that moved or went is found. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const ROWS = [...read('docs/bounds.md').matchAll(/\| `(?<name>[A-Z_]+)` `(?<path>[^`]+)` +\|$/gm)]

it.each(ROWS.map(({ groups }) => [groups?.['name'] ?? '', groups?.['path'] ?? ''] as const))(
  'the bound %s stands in %s',
  (name, path) => {
    expect(read(path)).toMatch(new RegExp(String.raw`^(export )?const ${name} = `, 'm'))
  },
)

it('each row of the page names where its bound stands', () => {
  const rows = read('docs/bounds.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  const heads = rows.filter((line) => line.startsWith('| what') || line.startsWith('| --'))
  expect(ROWS).toHaveLength(rows.length - heads.length)
})
