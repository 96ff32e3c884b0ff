/** A whole till at a real backend: its core as it is composed for a shop, asked as screens ask. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { OPEN_COLLECTIONS } from 'rxdb'
import { v7 } from 'uuid'
import { expect, onTestFinished, vi } from 'vitest'
import type { TerminalRouter } from '../../src/application/router.ts'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { startTerminal } from '../../src/terminal.ts'
import { keepingLog, MIGRATIONS } from '../store/shop.ts'
import { enrolmentCode, SOON, type SyncedShop } from './stage.ts'

export interface Counter {
  readonly screens: RouterClient<TerminalRouter>
  /** Rings them up and takes exactly what they come to, in cash. */
  sell(...gtins: readonly string[]): Promise<SaleView>
  ring(gtin: string): Promise<void>
}

/** Whatever comes down waits a moment for each act: who asks all the time gets nothing. */
const PATIENTLY = { ...SOON, interval: 250 }

/** Somebody is signed in, the till is open, and the goods of this code have come down. */
export async function openCounter(shop: SyncedShop, gtin: string): Promise<Counter> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-counter-'))
  const terminal = await startTerminal({
    ...{ folder, migrations: MIGRATIONS, backendUrl: shop.url, checkAnswers: true },
    ...{ secrets: fileSecrets(folder), log: keepingLog() },
    enrolmentCode: await enrolmentCode(shop),
  })
  onTestFinished(async () => {
    await terminal.close()
    rmSync(folder, { recursive: true, force: true })
  })
  expect(terminal.blocked).toBeUndefined()
  // RxDB lets a process have 13 open, and waits at the last. Here each till stands for one.
  OPEN_COLLECTIONS.clear()
  const screens = createRouterClient(terminal.router)
  const ring: Counter['ring'] = async (text) => {
    const beep = { command: v7(), text, symbology: null, quantity: pieces(1) }
    expect(await screens.draft.scan(beep)).toMatchObject({ outcome: 'added' })
  }
  const person = await vi.waitFor(async () => {
    const [first] = await screens.staff.list()
    if (!first) throw new Error('nobody has come down yet')
    return first
  }, PATIENTLY)
  await screens.staff.signIn({ command: v7(), staff: person.id, pin: '1234' })
  await vi.waitFor(async () => {
    expect((await screens.catalogue.search({ text: gtin })).length).toBeGreaterThan(0)
  }, PATIENTLY)
  await screens.till.open({ command: v7(), float: minor(10_000) })
  return {
    ...{ screens, ring },
    async sell(...gtins) {
      for (const each of gtins) await ring(each)
      const { id: draft, version, cashDue } = await screens.draft.current()
      return screens.draft.payCash({ command: v7(), draft, version, tendered: cashDue })
    },
  }
}
