import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import type { Backend } from '../../src/backend/backend.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { COUNTRIES, type Country } from '../../src/backend/setup/countries.ts'
import { foundingFileSchema } from '../../src/backend/setup/founding-file.ts'
import { foundOnce } from '../../src/commands/found-once.ts'
import { exponentOf } from '../../src/domain/money.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { COUNTRIES as GOLDEN } from '../golden/carts/countries.ts'
import { programOf } from '../programs.ts'
import { takeDatabase } from './kept-database.ts'
import { clock, random, silent } from './stage.ts'

const program = await programOf(
  fileURLToPath(new URL('../../src/commands/found.ts', import.meta.url)),
)
const RATES = [{ code: 'A', name: 'Tax', rate: 100_000 }]
const STANDARD = { code: 'standard', name: 'Standard', rates: RATES }
const OWN = {
  ...{ name: 'Kiosk', currency: 'MXN', zone: 'America/Mexico_City', locale: 'es-MX' },
  ...{ taxIncluded: true, taxClasses: [STANDARD] },
}

it.each([
  ['AU', 'Australia'],
  ['BH', 'Bahrain'],
  ['CA-BC', 'British Columbia'],
  ['CA-ON', 'Ontario'],
  ['CA-QC', 'Quebec'],
  ['CH', 'Switzerland'],
  ['DE', 'Germany'],
  ['FR', 'France'],
  ['GB', 'United Kingdom'],
  ['IN', 'India'],
  ['JP', 'Japan'],
  ['US-NYC', 'New York City'],
  ['US-SEATTLE', 'Seattle'],
] as const)('%s taxes as the golden carts of %s do', (name, golden) => {
  const country: Country = COUNTRIES[name]
  const written = GOLDEN[golden]
  const { taxIncluded, taxRounding = 'line' } = country
  expect({ taxIncluded, taxRounding, decimals: exponentOf(country.currency) }).toEqual({
    ...{ taxIncluded: written?.taxIncluded, taxRounding: written?.taxRounding },
    decimals: written?.decimals,
  })
  const classes = country.taxClasses.map(({ rates }) =>
    rates.map(({ code, rate, joined }) => ({
      ...{ code, rate: String(rate / 10_000) },
      ...(joined && { joined }),
    })),
  )
  const taxed = Object.values(written?.classes ?? {}).filter((rates) => rates.length > 0)
  expect(classes).toEqual(expect.arrayContaining(taxed))
})

it('a founding file says what is otherwise than in its country, or all of it', () => {
  const swiss = foundingFileSchema.parse({ name: 'Kiosk', country: 'CH', cashRounding: null })
  expect(swiss.country).toMatchObject({ currency: 'CHF', taxRounding: 'document' })
  expect(swiss.country).not.toHaveProperty('cashRounding')
  const own = foundingFileSchema.parse({ ...OWN, denominations: [1000, 50] })
  expect(own).toMatchObject({ denominations: [1000, 50], country: { currency: 'MXN' } })
})

it.each([
  ['nothing of its money', { name: 'Kiosk' }],
  ['a country that is not known', { name: 'Kiosk', country: 'XX' }],
  ['what no founding knows', { ...OWN, staff: [] }],
  ['a zone that there is not', { ...OWN, zone: 'Mars/Olympus' }],
  ['two classes of one code', { ...OWN, taxClasses: [STANDARD, STANDARD] }],
  ['no standard class', { ...OWN, taxClasses: [{ ...STANDARD, code: 'food' }] }],
  ['more rates than a class has', { ...OWN, taxClasses: [{ ...STANDARD, rates: five() }] }],
  ['coins before notes', { ...OWN, denominations: [50, 1000] }],
  ['a language that no receipt has', { ...OWN, receiptLanguages: ['xx'] }],
])('is refused where it says %s', (_, said) => {
  expect(foundingFileSchema.safeParse(said).success).toBe(false)
})

function five() {
  return Array.from({ length: 5 }, () => RATES[0])
}

it('npm run found makes a shop, and a token that only this user can read', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'shop.json')
  writeFileSync(file, JSON.stringify({ name: 'Deli', country: 'US-NYC', taxNumber: '12-3' }))
  const env = { ...process.env, DATABASE_URL: '', HOLDFAST_DATA: join(folder, 'data') }
  const line = [program, '--file', file, '--json']
  const { stdout } = await promisify(execFile)(process.execPath, line, { env, cwd: folder })
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    ok: true,
    figures: { founded: true, currency: 'USD', taxIncluded: false, token: '.holdfast/owner-token' },
  })
  const token = join(folder, '.holdfast', 'owner-token')
  expect(statSync(token).mode & 0o077).toBe(0)
}, 60_000)

it('a shop is founded once, and no other beside it', async () => {
  const folder = temporaryFolder()
  const { database, close } = await takeDatabase(clock)
  onTestFinished(close)
  const backend: Backend = {
    ...{ database, clock, random, log: silent, changes: createChanges(silent) },
    pins: scryptHasher(),
  }
  const deli = foundingFileSchema.parse({ name: 'Deli', country: 'GB' })
  const first = await foundOnce(backend, deli, join(folder, 'token'))
  expect(first).toMatchObject({ isNew: true, shop: { currency: 'GBP' } })
  // Asked again, as after a crash, it is the same shop, whatever is said by now.
  const other = foundingFileSchema.parse({ name: 'Other', country: 'DE' })
  const again = await foundOnce(backend, other, join(folder, 'token'))
  expect(again).toEqual({ isNew: false, shop: first?.shop })
  expect(await foundOnce(backend, other, join(folder, 'other'))).toBeUndefined()
  expect(existsSync(join(folder, 'other'))).toBe(false)
  writeFileSync(join(folder, 'other'), 'a'.repeat(43))
  expect(await foundOnce(backend, other, join(folder, 'other'))).toBeUndefined()
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-founding-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
