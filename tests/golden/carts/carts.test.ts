/**
 * Golden carts: what known carts come to under the tax and rounding rules of several countries. The
 * engine and an independent fold in exact fractions must both find what is written. With
 * `UPDATE_GOLDEN=1` the files are written anew from the fold, never from the engine: read the
 * difference before keeping it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { priceWritten } from './engine-cart.ts'
import { foldLines } from './fold.ts'
import { summaryOfEngine, summaryOfFold } from './summary.ts'
import type { WrittenCart } from './written.ts'

const FEWEST = 200
const folder = new URL('./', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, carts: readCarts(name) }))

function readCarts(name: string): WrittenCart[] {
  const carts = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as WrittenCart[]
  if (process.env['UPDATE_GOLDEN'] !== '1') return carts
  const folded = carts.map((cart) => ({ ...cart, expect: foldOf(cart, carts) }))
  writeFileSync(new URL(name, folder), `${JSON.stringify(folded, null, 2)}\n`)
  return folded
}

function foldOf(cart: WrittenCart, carts: readonly WrittenCart[]): string[] {
  return summaryOfFold(cart, foldLines(cart, finderIn(carts)))
}

function finderIn(carts: readonly WrittenCart[]) {
  return (shows: string): WrittenCart => {
    const found = carts.find((cart) => cart.shows === shows)
    if (!found) throw new RangeError(`there is no cart that shows "${shows}"`)
    return found
  }
}

it(`at least ${String(FEWEST)} carts are golden, each naming what no other shows`, () => {
  const names = files.flatMap(({ carts }) => carts.map(({ shows }) => shows))
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(FEWEST)
})

describe.each(files)('$name', ({ carts }) => {
  const find = finderIn(carts)
  it.each(carts)('$shows', (cart) => {
    const priced = priceWritten(cart, find)
    expect(priced.isExact).toBe(true)
    expect(summaryOfEngine(cart, priced)).toEqual(cart.expect)
    expect(foldOf(cart, carts)).toEqual(cart.expect)
  })
})
