/** Signed packs of taxes, from their publisher's key to the rates that tills pull. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { SignedTaxPack, TaxPack } from '../../src/contract/backend/tax-packs.ts'
import type { TaxClass } from '../../src/domain/catalogue/pricing.ts'
import { rate } from '../../src/domain/rate.ts'
import { beginOfDay, businessDateOf } from '../../src/domain/time.ts'
import { programOf } from '../programs.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { clock } from './stage.ts'

const program = await programOf(
  fileURLToPath(new URL('../../src/commands/tax-packs.ts', import.meta.url)),
)
const ZONE = 'Europe/Berlin'
const DAY_MS = 86_400_000
const noon = Date.parse(`${businessDateOf(clock.now(), ZONE)}T12:00Z`)
const dayIn = (days: number) => businessDateOf(noon + days * DAY_MS, ZONE)
const vat = (percent: number) => [{ code: 'B', name: 'MwSt', rate: rate(percent * 10_000) }]
const newYear = (version: number, more: Partial<TaxPack> = {}): TaxPack => ({
  ...{ name: 'DE', version, says: 'Another reduced rate' },
  ...{ classes: [], changes: [{ taxClass: 'reduced', from: dayIn(30), rates: vat(9) }] },
  ...more,
})

let served: ServedStage
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-tax-packs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  served = await serveStage()
  return () => served.close()
})

const owner = () => served.client(served.stage.shop.ownerToken)
const refused = (asked: Promise<unknown>, code: string) =>
  expect(asked).rejects.toMatchObject({ code })

async function run(...line: string[]): Promise<unknown> {
  const env = {
    ...{ ...process.env, HOLDFAST_BACKEND: served.url },
    HOLDFAST_OWNER_TOKEN: served.stage.shop.ownerToken,
  }
  const all = [program, ...line, '--json']
  const { stdout } = await promisify(execFile)(process.execPath, all, { env, cwd: folder })
  const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as { figures: unknown }
  return last.figures
}

const write = (file: string, said: object) =>
  writeFileSync(join(folder, file), JSON.stringify(said))

async function signed(pack: TaxPack, key: string): Promise<SignedTaxPack> {
  write('pack.json', pack)
  return (await run('--sign', 'pack.json', '--key', key)) as SignedTaxPack
}

/** A publisher's new key, which the shop trusts. */
async function trusted(key: string): Promise<void> {
  const { publicKey } = (await run('--make-key', key)) as { publicKey: string }
  await owner().taxPacks.trust({ name: 'An accountant', publicKey })
}

/** As a till has it that pulls now. */
async function pulled(code: string): Promise<TaxClass> {
  const till = served.client(served.terminal.credential)
  const { documents } = await till.sync.pull({ collection: 'pricing', limit: 500 })
  return documents.find((each) => each['kind'] === 'tax-class' && each['code'] === code) as never
}

it('a pack that is trusted changes what tills pull, once, and can be taken back', async () => {
  const { publicKey } = (await run('--make-key', 'one.pem')) as { publicKey: string }
  const pack = await signed(newYear(1), 'one.pem')
  await refused(owner().taxPacks.apply(pack), 'tax-pack-untrusted')
  write('publisher.json', { name: 'An accountant', publicKey })
  await run('--trust', 'publisher.json')
  write('signed.json', pack)
  const before = await pulled('reduced')
  await run('--apply', 'signed.json')
  const later = [{ from: beginOfDay(dayIn(30), ZONE), rates: vat(9) }]
  expect(await pulled('reduced')).toMatchObject({ rates: before.rates, later })
  const { packs } = await owner().taxPacks.apply(pack)
  expect(packs).toMatchObject([{ pack: pack.pack, publisher: 'An accountant', withdrawnAt: null }])
  await run('--withdraw', 'DE')
  expect((await pulled('reduced')).rates).toEqual(before.rates)
  expect(await pulled('reduced')).not.toHaveProperty('later')
  await refused(owner().taxPacks.withdraw({ name: 'DE' }), 'not-found')
  const told = await owner().taxPacks.list()
  expect(told.packs[0]?.withdrawnAt).toBeGreaterThan(0)
})

it('other words than were signed, a lower version and who was let go are refused', async () => {
  await trusted('two.pem')
  const pack = await signed(newYear(2), 'two.pem')
  const forged = { ...pack, pack: newYear(2, { says: 'A reduced rate' }) }
  await refused(owner().taxPacks.apply(forged), 'tax-pack-untrusted')
  await owner().taxPacks.apply(pack)
  const older = await signed(newYear(1), 'two.pem')
  await refused(owner().taxPacks.apply(older), 'tax-pack-outdated')
  const other = await signed(newYear(2, { says: 'Said anew' }), 'two.pem')
  await refused(owner().taxPacks.apply(other), 'tax-pack-outdated')
  const { publishers } = await owner().taxPacks.list()
  await owner().taxPacks.distrust({ id: publishers[0]?.id ?? '' })
  const next = await signed(newYear(3), 'two.pem')
  await refused(owner().taxPacks.apply(next), 'tax-pack-untrusted')
  const stranger = served.client(served.terminal.credential)
  await refused(stranger.taxPacks.apply(pack), 'credential-wrong')
})

it('a pack is done whole or not at all, and days that are over have begun', async () => {
  await trusted('three.pem')
  const books = { code: 'books', name: 'Books', rates: vat(5) }
  const half = newYear(1, {
    classes: [books],
    changes: [
      { taxClass: 'reduced', from: dayIn(-400), rates: vat(6) },
      { taxClass: 'luxury', from: dayIn(1), rates: vat(30) },
    ],
  })
  await refused(owner().taxPacks.apply(await signed(half, 'three.pem')), 'tax-class-unknown')
  const before = await pulled('reduced')
  expect(await pulled('books')).toBeUndefined()
  const whole = newYear(1, {
    classes: [books],
    changes: [
      { taxClass: 'reduced', from: dayIn(40), rates: vat(8) },
      { taxClass: 'reduced', from: dayIn(-30), rates: vat(4) },
      { taxClass: 'reduced', from: dayIn(-400), rates: vat(6) },
    ],
  })
  await owner().taxPacks.apply(await signed(whole, 'three.pem'))
  expect(await pulled('books')).toMatchObject(books)
  const later = [{ from: beginOfDay(dayIn(40), ZONE), rates: vat(8) }]
  expect(await pulled('reduced')).toMatchObject({ rates: vat(4), later })
  // Goods may name the new class by now: it stays.
  await owner().taxPacks.withdraw({ name: 'DE' })
  expect(await pulled('books')).toMatchObject(books)
  expect((await pulled('reduced')).rates).toEqual(before.rates)
})

it('a pack whose class was changed since is not taken back over that', async () => {
  await trusted('four.pem')
  await owner().taxPacks.apply(await signed(newYear(1), 'four.pem'))
  const change = { taxClass: 'reduced', from: dayIn(30), rates: vat(10) }
  await owner().taxClasses.change(change)
  await refused(owner().taxPacks.withdraw({ name: 'DE' }), 'tax-pack-overtaken')
  expect((await pulled('reduced')).later?.[0]?.rates).toEqual(vat(10))
})
