import Database from 'better-sqlite3'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import { openStore } from '../../src/store/open.ts'
import { recoverDatabase } from '../../src/store/recovery/recover.ts'
import { sealBy } from '../../src/system/seal.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { enrolTerminal } from '../../src/terminal/enrolment.ts'
import { renewTerminal } from '../../src/terminal/renewal.ts'
import { clock, random, silent } from '../backend/stage.ts'
import { MIGRATIONS, session } from '../store/shop.ts'
import { forget, journalAt, journalOf, openShop, openTerminal, SOON } from './stage.ts'
import { type Goods, type SyncedShop, type SyncedTerminal } from './stage.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'

const PAGE = 4096

let shop: SyncedShop
let milk: Goods

beforeAll(async () => {
  shop = await openShop()
  ;[milk] = (await shop.stock([90_000])) as [Goods]
})
afterAll(() => shop.close())

function optionsIn(folder: string) {
  const file = join(folder, 'terminal.db')
  const parts = { clock, random, log: silent, secrets: fileSecrets(folder) }
  return { ...parts, folder, file, migrations: MIGRATIONS, backendUrl: shop.url }
}

async function hashesAt(epoch: string): Promise<(string | null)[]> {
  const all = await journalAt(shop)
  return all.filter((each) => each.epoch === epoch).map(({ hash }) => hash)
}

/** Destroys one page of the journal and the file's header: SQLite opens it no more. */
function destroyPage(folder: string, fromEnd: number): void {
  const file = join(folder, 'terminal.db')
  const connection = new Database(file)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  const bytes = readFileSync(file)
  const pages = Array.from({ length: bytes.length / PAGE }, (_, page) => page).filter((page) => {
    const content = bytes.subarray(page * PAGE, (page + 1) * PAGE)
    return page > 0 && content[0] === 0x0d && content.includes('"prevHash"')
  })
  bytes.fill(0x5a, (pages.at(-fromEnd) ?? 0) * PAGE, ((pages.at(-fromEnd) ?? 0) + 1) * PAGE)
  bytes.fill(0xa5, 0, 100)
  writeFileSync(file, bytes)
}

describe('a database that was damaged before it had sent everything', () => {
  it('brings what stands behind the gap to the backend too, and names the rest', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    const { epoch } = till.store.delivery.head()
    await till.close()
    await shop.goAway()
    const offline = await openTerminal(shop, { folder: till.folder })
    for (let count = 0; count < 30; count += 1) offline.sell(milk)
    const sold = journalOf(offline).map(({ hash }) => hash)
    await offline.close()
    mkdirSync(join(till.folder, 'backups'), { recursive: true })
    destroyPage(till.folder, 4)
    const recovered = recoverDatabase(optionsIn(till.folder))
    expect(recovered.kept).toBeGreaterThan(0)

    await shop.comeBack()
    const back = await openTerminal(shop, { folder: till.folder })
    await back.sync.audit()
    await expect.poll(() => back.store.delivery.unsent().entries, SOON).toBe(0)
    const held = await hashesAt(epoch.id)
    const lost = sold.filter((hash) => !held.includes(hash)).length
    const named = back.store.standing.recovery()?.missing ?? []
    const count = named.reduce((sum, { from, to }) => sum + ((to ?? from) - from + 1), 0)
    expect(held.length + lost).toBe(sold.length)
    expect(lost).toBe(count)
    expect(lost).toBeGreaterThan(0)
    // The stage's till has no entry of its own, so that nothing could open it again.
    back.store.tills.open({ ...session, id: random.id() })
    back.sell(milk)
    await expect.poll(() => back.store.delivery.unsent().entries, SOON).toBe(0)
    await back.close()
    forget(back)
  })
})

describe('a terminal that is enrolled anew', () => {
  async function codeFor(terminal: SyncedTerminal): Promise<string> {
    const { terminal: name = '' } = terminal.store.identity.current() ?? {}
    const issued = await issueReplacementCode(shop.backend, { tenant: shop.tenant, terminal: name })
    return issued?.code ?? ''
  }

  it('keeps its journal, sends what was unsent, and goes on under the new key', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    await till.close()
    await shop.goAway()
    const offline = await openTerminal(shop, { folder: till.folder })
    offline.sell(milk)
    offline.store.delivery.note({ parked: 0, forked: true, heads: [], till: NO_NEWS })
    const code = await codeFor(offline)
    await offline.close()
    await shop.comeBack()
    const before = fileSecrets(till.folder).keyId
    const renewed = await renewTerminal(optionsIn(till.folder), code)
    expect(renewed).toMatchObject({ kind: 'renewed', head: { epoch: { ordinal: 2 } } })
    expect(fileSecrets(till.folder).keyId).not.toBe(before)
    const back = await openTerminal(shop, { folder: till.folder })
    back.sell(milk)
    await back.settled()
    expect(back.store.standing.delivery()).toEqual({ parked: 0, forked: false })
    const held = (await journalAt(shop)).map(({ hash, state }) => `${String(hash)} ${state}`)
    for (const { hash } of journalOf(back)) expect(held).toContain(`${hash} applied`)
    await back.close()
    forget(back)
  })

  it('is given to a terminal whose key the keyring of another machine has sealed', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    const code = await codeFor(till)
    await till.close()
    const lost = fileSecrets(till.folder, sealBy(new Uint8Array(32).fill(7), random)).keyId
    writeFileSync(join(till.folder, 'sealing-key'), 'of another machine')
    expect(() => fileSecrets(till.folder).keyId).toThrow('needs the keyring')
    const renewed = await renewTerminal(optionsIn(till.folder), code)
    expect(renewed).toMatchObject({ kind: 'renewed', head: { epoch: { ordinal: 2 } } })
    expect(fileSecrets(till.folder).keyId).not.toBe(lost)
    const kept = readdirSync(till.folder).filter((name) => name.includes('.before-'))
    expect(kept.map((name) => name.split('.before-')[0])).toEqual(['sealing-key', 'secrets.sealed'])
    const back = await openTerminal(shop, { folder: till.folder })
    back.sell(milk)
    await back.settled()
    await back.close()
    forget(back)
  })

  it('on a new machine begins behind all that the backend has of the old one', async () => {
    const till = await openTerminal(shop)
    till.sell(milk)
    await till.settled()
    const code = await codeFor(till)
    const last = till.store.delivery.head()
    await till.close()
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-new-'))
    const parts = optionsIn(folder)
    const store = openStore(parts)
    await enrolTerminal({ ...parts, enrolment: store.identity }, code)
    expect(store.journal.head().epoch.ordinal).toBe(2)
    const [opened] = store.delivery.entriesAfter(store.journal.head().epoch.id, 0, 1)
    expect(JSON.parse(opened?.canonical ?? '')).toMatchObject({
      body: { reason: 'replaced', previous: last },
    })
    store.close()
    forget(till, { folder })
  })
})
