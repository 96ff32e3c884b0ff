import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import { verifyEpochs } from '../../src/backend/verify/journal.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import { openStore } from '../../src/store/open.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { createHeadCheck } from '../../src/sync/head-check.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { clock, random, silent } from '../backend/stage.ts'
import { MIGRATIONS } from '../store/shop.ts'
import { forget, journalAt, journalOf, openShop, openTerminal } from './stage.ts'
import { levelAt, SOON, type Goods, type SyncedShop, type SyncedTerminal } from './stage.ts'

let shop: SyncedShop
let milk: Goods

beforeAll(async () => {
  shop = await openShop()
  ;[milk] = (await shop.stock([90_000])) as [Goods]
})
afterAll(() => shop.close())

function copyOf({ folder }: SyncedTerminal): string {
  const copy = mkdtempSync(join(tmpdir(), 'holdfast-copy-'))
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** The backend's entries of one terminal, whichever machine they came from. */
async function arrivedFrom({ store }: SyncedTerminal) {
  const { terminal } = store.identity.current() ?? {}
  const all = await journalAt(shop)
  return all.filter(({ canonical }) => canonical?.includes(`"terminal":"${String(terminal)}"`))
}

const byPlace = (a: { epoch: string | null; hash: string | null }, b: typeof a): number =>
  `${String(a.epoch)}${String(a.hash)}` < `${String(b.epoch)}${String(b.hash)}` ? -1 : 1

/** What the file itself and the backend find wrong. */
async function brokenAt({ folder }: SyncedTerminal) {
  const own = verifyJournal(join(folder, 'terminal.db')).broken
  const { broken } = await verifyEpochs(shop.backend.database, () => undefined)
  return [own, broken].filter((each) => each !== undefined)
}

const reasons = ({ store }: SyncedTerminal) =>
  store.delivery
    .heads(500)
    .toReversed()
    .map(({ epoch }) => {
      const [first] = store.delivery.entriesAfter(epoch.id, 0, 1)
      const { body } = JSON.parse(first?.canonical ?? '{}') as { body: { reason: string } }
      return `${String(epoch.ordinal)} ${body.reason}`
    })

describe('a backend that was restored', () => {
  it('gets every entry of every epoch back, byte for byte', async () => {
    const till = await openTerminal(shop)
    for (let round = 0; round < 3; round += 1) {
      till.sell(milk)
      till.store.delivery.renew('restored')
    }
    till.sell(milk)
    await till.settled()
    const before = await arrivedFrom(till)
    const { terminal = '' } = till.store.identity.current() ?? {}
    const { database } = shop.backend
    // As it was before the terminal came: neither its entries nor what followed from them.
    for (const { epoch } of till.store.delivery.heads(500)) {
      const like = `%${epoch.id}%`
      await database.deleteFrom('sale_line').where('entry', 'like', like).execute()
      await database.deleteFrom('sale').where('entry', 'like', like).execute()
      await database.deleteFrom('stock_movement').where('source', 'like', like).execute()
    }
    await database.deleteFrom('entry').where('terminal', '=', terminal).execute()
    await database.deleteFrom('epoch').where('terminal', '=', terminal).execute()
    await till.sync.audit()
    await till.settled()
    expect(await arrivedFrom(till)).toEqual(before)
    expect(before.toSorted(byPlace)).toEqual(journalOf(till).toSorted(byPlace))
    // Four openings and four sales, and the backend's word that it has nothing beside them.
    expect(before).toHaveLength(9)
    await till.close()
    forget(till)
  })
})

describe('a terminal whose file went back in time', () => {
  it('never gives a number twice: it goes on in a new epoch when the backend tells', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    const old = copyOf(till)
    till.sell(milk)
    till.sell(milk)
    await till.settled()
    const numbers = journalOf(till).map(({ canonical }) => receiptIn(canonical))
    const last = till.store.delivery.head()
    await till.close()

    const back = await openTerminal(shop, { folder: old })
    await expect.poll(() => back.store.delivery.head().epoch.ordinal, SOON).toBe(2)
    expect(reasons(back)).toEqual(['1 enrolled', '2 restored'])
    back.sell(milk)
    await back.settled()
    const [opened] = back.store.delivery.entriesAfter(back.store.delivery.head().epoch.id, 0, 1)
    const { body } = JSON.parse(opened?.canonical ?? '{}') as { body: { previous: unknown } }
    expect(body.previous).toEqual(last)
    const sold = (await arrivedFrom(back)).map(({ canonical }) => receiptIn(canonical ?? '{}'))
    const given = sold.filter((receipt) => receipt !== undefined)
    expect(given).toHaveLength(4)
    expect(new Set(given).size).toBe(4)
    expect(new Set([...numbers, ...given]).size).toBe(new Set([...given, undefined]).size)
    expect(back.store.standing.delivery()).toEqual({ parked: 0, forked: false })
    expect(back.store.journal.perpetual().sales).toBe(4)
    expect(await brokenAt(back)).toEqual([])
    await back.close()
    forget(till, back)
  })
})

describe('the totals of a terminal’s life', () => {
  it('go on in a machine that replaces a lost one', async () => {
    const lost = await openTerminal(shop)
    lost.sell(milk)
    lost.sell(milk, 3)
    await lost.settled()
    const before = lost.store.journal.perpetual()
    const { terminal = '' } = lost.store.identity.current() ?? {}
    await lost.close()
    const { tenant } = shop
    const offer = await issueReplacementCode(shop.backend, { tenant, terminal })
    const machine = await openTerminal(shop, { code: offer?.code ?? '' })
    expect(machine.store.journal.perpetual()).toEqual(before)
    machine.sell(milk)
    await machine.settled()
    expect(machine.store.journal.perpetual().sales).toBe(before.sales + 1)
    expect(await brokenAt(machine)).toEqual([])
    await machine.close()
    forget(lost, machine)
  })

  it('hold what an older copy has lost, and what came of it late', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    const old = copyOf(till)
    till.sell(milk, 2)
    till.sell(milk, 4)
    await till.settled()
    const all = till.store.journal.perpetual()
    await till.close()

    // Restored without the backend, it cannot know of the other two, and says so.
    await shop.goAway()
    const back = await openTerminal(shop, { folder: old })
    back.store.delivery.renew('restored')
    back.sell(milk)
    expect(back.store.journal.perpetual().sales).toBe(2)
    expect(back.store.journal.lacksTotals()).toBe(true)
    await shop.comeBack()
    await expect.poll(() => back.store.journal.perpetual().sales, SOON).toBe(all.sales + 1)
    expect(back.store.journal.lacksTotals()).toBe(false)
    await back.settled()
    const head = back.store.delivery.head()
    await back.sync.audit()
    await back.settled()
    // Told once, they are counted once.
    expect(back.store.delivery.head()).toEqual(head)
    expect(await brokenAt(back)).toEqual([])
    await back.close()
    forget(till, back)
  })
})

describe('two machines with one terminal’s file', () => {
  it('both have every sale of theirs taken, and show that they are two', async () => {
    const before = await levelAt(shop, milk)
    const till = await openTerminal(shop)
    await till.settled()
    await till.close()
    const clone = await openTerminal(shop, { folder: copyOf(till) })
    clone.sell(milk)
    await clone.settled()
    await clone.close()

    // Unknowing it sells on under the number that the other has given, until the backend tells.
    await shop.goAway()
    const original = await openTerminal(shop, { folder: till.folder })
    original.sell(milk, 3)
    await shop.comeBack()
    await expect.poll(() => original.store.delivery.head().epoch.ordinal, SOON).toBe(2)
    expect(original.store.standing.delivery().forked).toBe(true)
    original.sell(milk)
    await original.settled()
    expect(reasons(original)).toEqual(['1 enrolled', '2 cloned'])
    await expect.poll(() => levelAt(shop, milk), SOON).toBe(before - 5000)
    const held = new Set((await arrivedFrom(original)).map(({ hash }) => hash))
    for (const { hash } of journalOf(original)) expect(held.has(hash)).toBe(true)
    await original.close()
    forget(original, clone)
  })

  it('that opened the same epoch each for itself do not share its numbers for long', async () => {
    const till = await openTerminal(shop)
    await till.settled()
    await till.close()
    const clone = await openTerminal(shop, { folder: copyOf(till) })
    clone.store.delivery.renew('cloned')
    clone.sell(milk)
    await clone.settled()
    await clone.close()
    const original = await openTerminal(shop, { folder: till.folder })
    original.store.delivery.renew('restored')
    await expect.poll(() => original.store.delivery.head().epoch.ordinal, SOON).toBe(3)
    await original.settled()
    await original.close()
    const again = await openTerminal(shop, { folder: clone.folder })
    await again.settled()
    // They would chase each other for ever if the one that is in the lower epoch moved on too.
    await again.sync.audit()
    expect(again.store.delivery.head().epoch.ordinal).toBeLessThanOrEqual(5)
    await again.close()
    const last = await openTerminal(shop, { folder: till.folder })
    await last.settled()
    await last.sync.audit()
    expect(last.store.delivery.head().epoch.ordinal).toBe(3)
    await last.close()
    forget(last, again)
  })

  it('that notice each other at once go on in two different epochs', async () => {
    const till = await openTerminal(shop)
    await till.settled()
    await till.close()
    const stores = [till.folder, copyOf(till)].map((folder) => {
      const secrets = fileSecrets(folder)
      const file = join(folder, 'terminal.db')
      return openStore({ file, migrations: MIGRATIONS, secrets, clock, random, log: silent })
    })
    for (const store of stores) store.delivery.renew('restored')
    const heads = stores.map((store) => store.delivery.head())
    const answer = { heads, parked: 0, forked: false, holes: [], ends: [], till: NO_NEWS }
    for (const { delivery } of stores) {
      const totals = () => Promise.resolve([])
      const link = { heads: () => Promise.resolve(answer), totals } as never
      await createHeadCheck({ link, delivery, clock, log: silent }).compare()
    }
    const ordinals = stores.map((store) => store.delivery.head().epoch.ordinal)
    expect(new Set(ordinals)).toEqual(new Set([3, 4]))
    for (const store of stores) store.close()
    forget(till)
  })
})

function receiptIn(canonical: string): string | undefined {
  const { body } = JSON.parse(canonical) as { body: { receipt?: string } }
  return body.receipt
}
