import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { TaxClass } from '../../src/domain/catalogue/pricing.ts'
import { ratesAt } from '../../src/domain/pricing/tax-rate.ts'
import { rate } from '../../src/domain/rate.ts'
import { beginOfDay, businessDateOf } from '../../src/domain/time.ts'
import { programOf } from '../programs.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { clock } from './stage.ts'

const program = await programOf(
  fileURLToPath(new URL('../../src/commands/taxes.ts', import.meta.url)),
)
let served: ServedStage
beforeAll(async () => void (served = await serveStage()))
afterAll(() => served.close())

const ZONE = 'Europe/Berlin'
const DAY_MS = 86_400_000
const noon = Date.parse(`${businessDateOf(clock.now(), ZONE)}T12:00Z`)
const dayIn = (days: number) => businessDateOf(noon + days * DAY_MS, ZONE)
const vat = (percent: number) => [{ code: 'B', name: 'MwSt', rate: rate(percent * 10_000) }]

const owner = () => served.client(served.stage.shop.ownerToken).taxClasses
const classOf = ({ taxClasses }: { readonly taxClasses: TaxClass[] }, code: string) =>
  taxClasses.find((each) => each.code === code)
const refused = (asked: Promise<unknown>, code: string) =>
  expect(asked).rejects.toMatchObject({ code })

/** As a till has it that pulls now. */
async function pulled(code: string): Promise<unknown> {
  const till = served.client(served.terminal.credential)
  const { documents } = await till.sync.pull({ collection: 'pricing', limit: 500 })
  return documents.find((each) => each['kind'] === 'tax-class' && each['code'] === code)
}

it('a tax class is added once, and comes down to the tills', async () => {
  const press = { code: 'press', name: 'Press', rates: vat(2) }
  const made = classOf(await owner().create(press), 'press')
  expect(made).toMatchObject(press)
  expect(await pulled('press')).toMatchObject({ ...made })
  await refused(owner().create(press), 'tax-class-taken')
  const first = [{ code: 'B', name: 'MwSt', rate: rate(10), compound: true }]
  await refused(owner().create({ ...press, code: 'odd', rates: first }), 'input-invalid')
})

it('its rates change on a day to come, at midnight there, which tills know before', async () => {
  const from = dayIn(30)
  const change = { taxClass: 'reduced', from, rates: vat(9) }
  const begins = beginOfDay(from, ZONE) ?? 0
  const later = [{ from: begins, rates: vat(9) }]
  const changed = classOf(await owner().change(change), 'reduced')
  expect(changed).toMatchObject({ rates: [{ rate: 70_000 }], later })
  const known = (await pulled('reduced')) as TaxClass
  expect(known.later).toEqual(later)
  expect([begins - 1, begins].map((at) => ratesAt(known, at)[0]?.rate)).toEqual([70_000, 90_000])
  // Said again it is another rate of that day, and can be taken back.
  const again = classOf(await owner().change({ ...change, rates: vat(8) }), 'reduced')
  expect(again?.later).toEqual([{ from: begins, rates: vat(8) }])
  const back = classOf(await owner().change({ ...change, rates: null }), 'reduced')
  expect(back).not.toHaveProperty('later')
  expect(await pulled('reduced')).not.toHaveProperty('later')
  await refused(owner().change({ ...change, rates: null }), 'from-implausible')
})

it('its rates change now, and what is known of later days stays', async () => {
  const far = { taxClass: 'reduced', from: dayIn(60), rates: vat(12) }
  await owner().change(far)
  await owner().change({ ...far, from: dayIn(40), rates: vat(11) })
  const now = classOf(await owner().change({ ...far, from: null, rates: vat(10) }), 'reduced')
  expect(now?.rates).toEqual(vat(10))
  expect(now?.later?.map(({ rates }) => rates)).toEqual([vat(11), vat(12)])
  const today = classOf(await owner().change({ ...far, from: dayIn(0) }), 'reduced')
  expect(today?.rates).toEqual(vat(12))
})

it('a day that is over, an unknown class and a stranger are refused', async () => {
  const change = { taxClass: 'standard', from: dayIn(1), rates: vat(20) }
  await refused(owner().change({ ...change, from: dayIn(-1) }), 'from-implausible')
  await refused(owner().change({ ...change, from: '2027-02-30' }), 'from-implausible')
  await refused(owner().change({ ...change, taxClass: 'luxury' }), 'tax-class-unknown')
  for (let days = 1; days <= 10; days += 1) await owner().change({ ...change, from: dayIn(days) })
  await refused(owner().change({ ...change, from: dayIn(11) }), 'limit-tax-classes')
  const stranger = served.client(served.terminal.credential).taxClasses
  await refused(stranger.list(), 'credential-wrong')
  await refused(stranger.change(change), 'credential-wrong')
})

it('npm run taxes adds what a file says, and ends with words where it says nonsense', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-taxes-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { stage, url } = served
  const env = {
    ...{ ...process.env, HOLDFAST_BACKEND: url },
    HOLDFAST_OWNER_TOKEN: stage.shop.ownerToken,
  }
  const add = (said: object) => {
    writeFileSync(join(folder, 'class.json'), JSON.stringify(said))
    const line = [program, '--add', 'class.json', '--json']
    return promisify(execFile)(process.execPath, line, { env, cwd: folder })
  }
  const books = { code: 'books', name: 'Books', rates: vat(5) }
  const { stdout } = await add(books)
  const { figures } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as {
    figures: { taxClasses: TaxClass[] }
  }
  expect(classOf(figures, 'books')).toMatchObject(books)
  const nonsense = add({ ...books, rates: [] })
  await expect(nonsense).rejects.toMatchObject({ code: 2 })
  await expect(nonsense).rejects.toThrow('says what no store can have')
})
