/** A till that is recorded while it works: the real core as a process, and who uses it. */
import { mkdirSync } from 'node:fs'
import { terminalScript } from '../../../src/commands/folders.ts'
import { connectTerminal, type TerminalClient } from '../../../src/commands/terminal-client.ts'
import { minor } from '../../../src/domain/money.ts'
import { random } from '../../backend/stage.ts'
import { programOf } from '../../programs.ts'
import type { SyncedShop } from '../../sync/stage.ts'
import { openCounter, type Counter } from '../counter.ts'
import { openSellingShop, promoteStaff, scan, type Place } from '../stage.ts'
import { record, type Recording } from './record.ts'

export interface Ground {
  readonly shop: SyncedShop
  readonly counter: Counter
  close(): Promise<void>
}

/** One shop for all recordings. */
export async function openGround(): Promise<Ground> {
  const shop = await openSellingShop()
  await promoteStaff(shop)
  const counter = await openCounter()
  return {
    shop,
    counter,
    async close() {
      await counter.close()
      await shop.close()
    },
  }
}

/** Runs a till in the folder while somebody works at it; enrols it where it is new. */
export async function recordTill(
  { shop, counter }: Ground,
  { folder, assets }: Place,
  act: (screen: TerminalClient) => Promise<void>,
  preload?: string,
): Promise<Recording> {
  mkdirSync(folder, { recursive: true })
  return record({
    folder,
    script: await programOf(terminalScript),
    args: ['--folder', folder, '--assets', assets, '--backend', shop.url],
    environment: { HOLDFAST_ENROLMENT_CODE: await counter.enrolmentCode(shop) },
    ...(preload === undefined ? {} : { preload }),
    meanwhile: {
      ready: 'terminal ready ',
      async act(url) {
        const screen = await connectTerminal(url)
        try {
          await act(screen)
        } finally {
          screen.close()
        }
      },
    },
  })
}

export async function sell(screen: TerminalClient, sales: number): Promise<void> {
  for (let count = 0; count < sales; count += 1) {
    await scan(screen)
    await scan(screen)
    const { id: draft, version } = await screen.api.draft.current()
    const tendered = minor(1000)
    await screen.api.draft.payCash({ command: random.id(), draft, version, tendered })
  }
}
