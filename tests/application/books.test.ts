import { parse } from 'csv-parse/sync'
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { writeBooks } from '../../src/store/books/write.ts'
import { verifyBooks } from '../../src/store/verify/exported-books.ts'
import { createBooks } from '../../src/terminal/books.ts'
import { IDENTITY, secrets, START, temporaryFolder } from '../store/terminal.ts'
import { testClock } from './clock.ts'
import {
  BREAD,
  closeTill,
  code,
  entries,
  MILK,
  openTill,
  payCash,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const DAY = 86_400_000
const FORMULA = '=HYPERLINK("http://example.com")'
const own = () => ({ command: v7() })
const date = (days: number) => new Date(START + days * DAY).toISOString().slice(0, 10)
const ALL = { from: date(0), to: date(9) }

/** Three days that were closed, and a fourth that was not. */
async function traded(): Promise<Shop> {
  const folder = temporaryFolder()
  const clock = testClock()
  const books = createBooks({ folder, clock, secrets, identity: () => IDENTITY })
  const shop = await openTill({ file: join(folder, 'terminal.db'), clock, books })
  for (let day = 1; day <= 3; day += 1) {
    await scan(shop, MILK.gtin, day)
    await scan(shop, BREAD.gtin)
    await payCash(shop, 10_000)
    const moved = { kind: 'paid-in', currency: null, amount: minor(500), reason: FORMULA } as const
    value(shop.terminal.till.moveCash({ ...own(), ...moved }))
    value(closeTill(shop, 10_000))
    clock.setWall(START + day * DAY)
    value(shop.terminal.till.open({ ...own(), float: minor(10_000) }))
  }
  return shop
}

const write = (shop: Shop, period = ALL) => shop.terminal.fiscal.writeBooks({ ...own(), period })

// From here on what an examiner would write: nothing of the program's own code.

type Row = Readonly<Record<string, string>>

function sheet(folder: string, name: string): Row[] {
  return parse(readFileSync(join(folder, `${name}.csv`)), { bom: true, columns: true })
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const keyOf = (der: string) =>
  createPublicKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'spki' })
const cents = (text = '') => Math.round(Number(text) * 100)
const total = (rows: readonly Row[], column: string) =>
  rows.reduce((sum, row) => sum + cents(row[column]), 0)

interface Manifest {
  readonly key: { readonly publicKey: string }
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
}

function signedBy(folder: string): boolean {
  const manifest = readFileSync(join(folder, 'manifest.json'))
  const said = readFileSync(join(folder, 'manifest.signature'), 'utf8')
  const { signature } = JSON.parse(said) as { readonly signature: string }
  const bytes = Buffer.from(`holdfast books 1\n`)
  const signed = Buffer.concat([bytes, Buffer.from(sha256(manifest), 'hex')])
  const key = keyOf(manifestOf(folder).key.publicKey)
  return verify(null, signed, key, Buffer.from(signature, 'base64'))
}

function examine(folder: string): void {
  const { files, key } = manifestOf(folder)
  expect(signedBy(folder)).toBe(true)
  for (const file of files) {
    expect(sha256(readFileSync(join(folder, file.name)))).toBe(file.sha256)
  }
  const named = ['manifest.json', 'manifest.signature', ...files.map(({ name }) => name)]
  expect(readdirSync(folder).toSorted()).toEqual(named.toSorted())
  let before: string | undefined
  for (const line of readFileSync(join(folder, 'entries.jsonl'), 'utf8').trimEnd().split('\n')) {
    const sealed = JSON.parse(line) as { canonical: string; hash: string; signature: string }
    expect(sha256(`holdfast entry 1\n${sealed.canonical}`)).toBe(sealed.hash)
    const { prevHash } = JSON.parse(sealed.canonical) as { prevHash: string }
    if (before !== undefined) expect(prevHash).toBe(before)
    before = sealed.hash
    const bytes = [Buffer.from('holdfast signature 1\n'), Buffer.from(sealed.hash, 'hex')]
    const signature = Buffer.from(sealed.signature, 'base64')
    expect(verify(null, Buffer.concat(bytes), keyOf(key.publicKey), signature)).toBe(true)
  }
  for (const day of sheet(folder, 'closings').filter(({ kind }) => kind === 'day')) {
    const isIn = ({ seq }: Row) =>
      Number(seq) >= Number(day['first_seq']) && Number(seq) <= Number(day['last_seq'])
    const isOf = ({ kind, number }: Row) => kind === 'day' && number === day['number']
    const sales = sheet(folder, 'sales').filter(isIn)
    expect(sales).toHaveLength(Number(day['sales']))
    expect(total(sales, 'total')).toBe(cents(day['turnover']))
    const lines = sheet(folder, 'sale_lines').filter(isIn)
    expect(total(lines, 'amount')).toBe(cents(day['turnover']))
    const taxes = sheet(folder, 'sale_taxes').filter(isIn)
    expect(total(taxes, 'tax')).toBe(total(sheet(folder, 'closing_taxes').filter(isOf), 'tax'))
    const paid = sheet(folder, 'sale_tenders').filter(isIn)
    const [taken, back] = [paid, paid].map((rows, index) =>
      rows.filter(({ amount = '' }) => amount.startsWith('-') === (index === 1)),
    ) as [Row[], Row[]]
    const tenders = sheet(folder, 'closing_tenders').filter(isOf)
    for (const told of [tenders, sheet(folder, 'z_tenders').filter(isIn)]) {
      expect(total(told, 'amount')).toBe(total(paid, 'amount'))
      expect(total(told, 'taken')).toBe(total(taken, 'amount'))
      expect(total(told, 'given_back')).toBe(0 - total(back, 'amount'))
      expect(total(told, 'given_back_count')).toBe(100 * back.length)
    }
  }
}

describe('the books of some days', () => {
  it('prove themselves by their key alone, and their sums by their rows', async () => {
    const shop = await traded()
    const written = value(await write(shop))
    const { folder, entries: count, closings } = written
    expect(dirname(folder)).toBe(join(dirname(shop.file), 'books'))
    examine(folder)
    expect(sheet(folder, 'closings').map(({ kind, turnover }) => [kind, cents(turnover)])).toEqual([
      ['day', MILK.price + BREAD.price],
      ['day', 2 * MILK.price + BREAD.price],
      ['day', 3 * MILK.price + BREAD.price],
    ])
    // A spreadsheet runs none of it.
    expect(sheet(folder, 'cash_moves').map(({ reason }) => reason)).toEqual(
      Array.from({ length: 3 }, () => `'${FORMULA}`),
    )
    expect(sheet(folder, 'people').length).toBeGreaterThan(0)
    const { keyId } = secrets
    const proven = { entries: count, sales: 3, closings, keyId, broken: undefined }
    expect(await verifyBooks(folder)).toEqual(proven)
    const last = entries(shop).at(-1)
    expect(last).toMatchObject({ kind: 'books-written', body: { ...ALL, digest: written.digest } })
  })

  it('of before, which did not tell what was given back, are proven too', async () => {
    const shop = await traded()
    const { folder } = value(await write(shop))
    const tenders = join(folder, 'closing_tenders.csv')
    const rows = readFileSync(tenders, 'utf8').trimEnd().split('\n')
    const narrow = rows.map((row) => row.split(',').slice(0, -4).join(','))
    const ending = rows[0]?.endsWith('\r') === true ? '\r\n' : '\n'
    writeFileSync(tenders, narrow.map((row) => row + ending).join(''))
    rmSync(join(folder, 'z_tenders.csv'))
    signAnew(folder, 1)
    expect((await verifyBooks(folder)).broken).toBeUndefined()
    signAnew(folder, 2)
    expect((await verifyBooks(folder)).broken).toContain('is not what the entries say')
  })

  it('begin in the middle of a journal, with what it had come to until then', async () => {
    const shop = await traded()
    const { folder, closings } = value(await write(shop, { from: date(1), to: date(1) }))
    expect(closings).toBe(1)
    examine(folder)
    expect(await verifyBooks(folder)).toMatchObject({ sales: 1, closings: 1, broken: undefined })
    expect(code(await write(shop, { from: date(3), to: date(9) }))).toBe('no-closed-day')
    expect(existsSync(`${folder}.part`)).toBe(false)
    await signIn(shop, 'cashier')
    expect(code(await write(shop))).toBe('not-permitted')
  })

  it('are signed by the key that signs the journal, or not written', async () => {
    const { file } = await traded()
    const folder = join(dirname(file), 'books')
    const key = { keyId: '0123456789abcdef', publicKey: '' }
    expect(() => writeBooks({ ...ALL, file, folder, at: START, key })).toThrow('is signed by')
    expect(existsSync(folder)).toBe(false)
  })

  it('are found to be changed, also by whoever signs them anew', async () => {
    const shop = await traded()
    const { folder } = value(await write(shop))
    const changed = (name: string, from: string, to: string): string => {
      const copy = join(temporaryFolder(), 'books')
      cpSync(folder, copy, { recursive: true })
      const text = readFileSync(join(copy, name), 'utf8')
      writeFileSync(join(copy, name), text.replace(from, to))
      return copy
    }
    const amount = (MILK.price / 100).toFixed(2)
    const csv = changed('sale_lines.csv', amount, '9.99')
    expect((await verifyBooks(csv)).broken).toBe('sale_lines.csv was changed')
    const manifest = changed('manifest.json', '"entries": ', '"entries": 1')
    expect((await verifyBooks(manifest)).broken).toContain('signature')
    writeFileSync(join(csv, 'sale_lines.csv.txt'), '')
    expect((await verifyBooks(csv)).broken).toContain('does not belong')
    const forged = changed('sale_lines.csv', amount, '9.99')
    signAnew(forged)
    expect(signedBy(forged)).toBe(true)
    expect((await verifyBooks(forged)).broken).toBe('sale_lines.csv is not what the entries say')
    const shortened = changed('entries.jsonl', /.*\n$/.exec(lines(folder))?.[0] ?? '', '')
    signAnew(shortened)
    expect((await verifyBooks(shortened)).broken).toBe('entries are missing at its end')
  })
})

const lines = (folder: string) => readFileSync(join(folder, 'entries.jsonl'), 'utf8')

/** As somebody would who has the folder, another key and all of the source. */
function signAnew(folder: string, format = 2): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ format: 'der', type: 'spki' })
  const key = { keyId: sha256(der).slice(0, 16), publicKey: der.toString('base64') }
  const manifest = manifestOf(folder)
  const there = manifest.files.filter(({ name }) => existsSync(join(folder, name)))
  const files = there.map((file) => {
    const bytes = readFileSync(join(folder, file.name))
    return { ...file, bytes: bytes.length, sha256: sha256(bytes) }
  })
  const text = JSON.stringify({ ...manifest, format, key, files })
  writeFileSync(join(folder, 'manifest.json'), text)
  const signed = Buffer.concat([
    Buffer.from('holdfast books 1\n'),
    Buffer.from(sha256(text), 'hex'),
  ])
  const signature = sign(null, signed, privateKey).toString('base64')
  const said = JSON.stringify({ keyId: key.keyId, signature })
  writeFileSync(join(folder, 'manifest.signature'), said)
}
