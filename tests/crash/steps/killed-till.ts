/** A till at a counter with devices that dies where it is told to, and comes back. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Supervised } from '../../../src/commands/supervisor.ts'
import { connectTerminal, type TerminalClient } from '../../../src/commands/terminal-client.ts'
import type { StatusView } from '../../../src/contract/terminal/views.ts'
import type { SyncedShop } from '../../sync/stage.ts'
import { openCounter, type Counter } from '../counter.ts'
import { makePlace, openSellingShop, openTill, promoteStaff } from '../stage.ts'
import { startProcess, watchFor, type Place } from '../stage.ts'
import { KILL_ORDER, KILL_PORTS, type StepName } from './named.ts'

const PRELOAD = new URL('kill-at.ts', import.meta.url).href

export interface KilledTill {
  readonly shop: SyncedShop
  readonly counter: Counter
  readonly place: Place
  readonly file: string
  /** The screen of the core that runs now. */
  screen(): TerminalClient
  /** The next time that it passes the step is its end. */
  orderDeath(step: StepName): void
  /** Resolves when the order was carried out and the core is back; rejects where it never died. */
  dieAndComeBack(): Promise<void>
  /** Kills it here and now. */
  killNow(): Promise<void>
  /** The screen vanishes with whatever it asked for, and another one opens. */
  openScreen(): Promise<void>
  status(): Promise<StatusView>
  close(): Promise<void>
}

/** Enrolled, signed in at and open. */
export async function openKilledTill(): Promise<KilledTill> {
  const shop = await openSellingShop()
  await promoteStaff(shop)
  const counter = await openCounter()
  const place = makePlace()
  const order = join(place.assets, 'order')
  const { printer, payment } = counter
  const ports = { printer: printer.port, payment: payment.port }
  const environment = {
    NODE_OPTIONS: `--import ${PRELOAD}`,
    [KILL_ORDER]: order,
    [KILL_PORTS]: JSON.stringify(ports),
  }
  const deaths = deathsOf()
  const { process: till, url } = await startProcess({
    ...{ shop, place, environment, onDeath: deaths.tell },
    enrolmentCode: await counter.enrolmentCode(shop),
  })
  let screen = await connectTerminal(url)
  await openTill(screen)
  const status = (): Promise<StatusView> =>
    watchFor(screen, (event) => (event.kind === 'status' ? event.status : undefined))
  const openScreen = async (): Promise<void> => {
    screen.close()
    screen = await connectTerminal(url)
  }
  const comeBack = async (): Promise<void> => {
    await restarted(till)
    await openScreen()
  }
  return {
    ...{ shop, counter, place, file: join(place.folder, 'terminal.db'), status, openScreen },
    screen: () => screen,
    orderDeath: (step) => writeFileSync(order, step),
    async dieAndComeBack() {
      await deaths.next()
      await comeBack()
    },
    killNow: comeBack,
    async close() {
      screen.close()
      await till.stop()
      await counter.close()
      await shop.close()
      place.remove()
    },
  }
}

/** Ends what is left of it, and has it back without the pause that a crash is given. */
async function restarted(till: Supervised): Promise<void> {
  await till.stop('SIGKILL')
  const ready = till.line('terminal ready ')
  till.start()
  await ready
}

/** Deaths that nobody has asked after yet are not forgotten. */
function deathsOf() {
  let untold = 0
  let wake: () => void = () => undefined
  return {
    tell(): void {
      untold += 1
      wake()
    },
    async next(): Promise<void> {
      if (untold === 0) await new Promise<void>((resolve) => (wake = resolve))
      untold -= 1
    },
  }
}

/** Reads the till's database beside the till. */
export function reading<Answer>(file: string, read: (connection: Database.Database) => Answer) {
  const connection = new Database(file, { readonly: true })
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}
