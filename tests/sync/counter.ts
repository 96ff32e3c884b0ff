/** A whole till at a real backend: its core as it is composed for a shop, asked as screens ask. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { OPEN_COLLECTIONS } from 'rxdb'
import { v7 } from 'uuid'
import { expect, onTestFinished } from 'vitest'
import type { TerminalRouter } from '../../src/application/router.ts'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { startTerminal } from '../../src/terminal.ts'
import { keepingLog, MIGRATIONS } from '../store/shop.ts'
import { enrolmentCode, type SyncedShop } from './stage.ts'

export interface Counter {
  readonly screens: RouterClient<TerminalRouter>
  /** Rings them up and takes exactly what they come to, in cash. */
  sell(...gtins: readonly string[]): Promise<SaleView>
  ring(gtin: string): Promise<void>
  /** Before another is opened: a process has one core. */
  close(): Promise<void>
}

/** Somebody is signed in, and the goods have come down. */
export async function signInAtCounter(
  shop: SyncedShop,
): Promise<Pick<Counter, 'screens' | 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-counter-'))
  const terminal = await startTerminal({
    ...{ folder, migrations: MIGRATIONS, backendUrl: shop.url, checkAnswers: true },
    ...{ secrets: fileSecrets(folder), log: keepingLog() },
    enrolmentCode: await enrolmentCode(shop),
  })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await terminal.close()
    isOpen = false
    rmSync(folder, { recursive: true, force: true })
  }
  onTestFinished(close)
  expect(terminal.blocked).toBeUndefined()
  // RxDB lets a process have 13 open, and waits at the last. Here each till stands for one.
  OPEN_COLLECTIONS.clear()
  const screens = createRouterClient(terminal.router)
  await allPulled(screens)
  const [person] = await screens.staff.list()
  await screens.staff.signIn({ command: v7(), staff: person?.id ?? '', pin: '1234' })
  return { screens, close }
}

/** The till is open too. */
export async function openCounter(shop: SyncedShop): Promise<Counter> {
  const { screens, close } = await signInAtCounter(shop)
  const ring: Counter['ring'] = async (text) => {
    const beep = { command: v7(), text, symbology: null, quantity: pieces(1) }
    expect(await screens.draft.scan(beep)).toMatchObject({ outcome: 'added' })
  }
  await screens.till.open({ command: v7(), float: minor(10_000) })
  return {
    ...{ screens, ring, close },
    async sell(...gtins) {
      for (const each of gtins) await ring(each)
      const { id: draft, version, cashDue } = await screens.draft.current()
      return screens.draft.payCash({ command: v7(), draft, version, tendered: cashDue })
    },
  }
}

/** Heard, not asked for again and again: what comes down waits a moment for each act at a till. */
async function allPulled(screens: Counter['screens']): Promise<void> {
  let isShop = false
  let isDown = false
  for await (const event of await screens.watch()) {
    if (event.kind === 'shop') isShop = event.shop !== null
    if (event.kind === 'status') {
      const { rows, pulling } = event.status.catalogue
      isDown = rows > 0 && !pulling
    }
    if (isShop && isDown) return
  }
}
