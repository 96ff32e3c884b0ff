/** The world of one seed: a shop, its tills, the backend, and the road between them. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import { type SharedDatabase, SimulatedBackend } from './backend.ts'
import { beginMigrated } from '../store/migrated.ts'
import { Chance } from './chance.ts'
import { Faults } from './faults.ts'
import { Network } from './network.ts'
import { Observer } from './observer.ts'
import { openShop, type SimulatedShop } from './shop.ts'
import { SimulatedTerminal, type Surroundings } from './terminal.ts'
import type { Threads } from './threads.ts'
import { Timeline } from './timeline.ts'

const TERMINALS = 2
/** Power cuts here leave what was written: files in memory are as good, and quicker. */
const FOLDERS = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
/** A round of turns brings about the next; more than this is a circle. */
const ROUNDS_MOST = 10_000
/** Within it a new terminal has everything that its shop sells. */
const READY_WITHIN_MS = 120_000

/** Where it would be; in its place stands a simulated one. */
const PRINTER = {
  address: { transport: 'file' as const, path: 'nowhere' },
  ...{ model: 'generic', columns: 42, codePages: ['cp858'], answers: true },
  drawerPin: 2 as const,
}

/** What a process that plays seeds has once. */
export interface Ground {
  readonly shared: SharedDatabase
  readonly threads: Threads
  readonly migrations: string
}

export interface World extends Surroundings {
  /** Chooses the steps. */
  readonly chance: Chance
  readonly backend: SimulatedBackend
  readonly shop: SimulatedShop
  readonly terminals: SimulatedTerminal[]
  close(): Promise<void>
}

/** Founds the shop, enrols its tills, brings them up to date and opens them; all of it calmly. */
export async function createWorld(ground: Ground, seed: number): Promise<World> {
  const { shared, threads, migrations } = ground
  const observer = new Observer()
  const timeline = new Timeline()
  const faults = new Faults(new Chance(seed, 'faults'))
  const chance = new Chance(seed, 'backend')
  const backend = await SimulatedBackend.begin({ shared, timeline, chance, observer, faults })
  const shop = await openShop(backend.process, new Chance(seed, 'shop'))
  const network = new Network(timeline, new Chance(seed, 'network'), faults, backend)
  const folder = mkdtempSync(join(FOLDERS, 'holdfast-simulation-'))
  const terminals: SimulatedTerminal[] = []
  const world: World = {
    ...{ seed, threads, timeline, network, faults, observer, migrations },
    ...{ backend, shop, terminals },
    chance: new Chance(seed, 'steps'),
    async close() {
      for (const terminal of terminals) await terminal.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    for (let number = 1; number <= TERMINALS; number += 1) {
      terminals.push(await enrolled(world, number, folder))
    }
    return world
  } catch (error) {
    await world.close()
    throw error
  }
}

async function enrolled(world: World, number: number, folder: string): Promise<SimulatedTerminal> {
  const { tenant, store } = world.shop
  const offer = { tenant, store, terminalName: 'Till', devices: { printer: PRINTER, scanners: [] } }
  const { code } = await issueEnrolmentCode(world.backend.process, offer)
  const name = `T${String(number)}`
  const station = { name, hasTwin: false, code, key: `key of ${name}`, folder: join(folder, name) }
  const terminal = new SimulatedTerminal(station, world)
  beginMigrated(terminal.file, world.migrations)
  try {
    await terminal.start()
    await untilQuiet({ ...world, terminals: [terminal] })
    const end = await terminal.ask({ kind: 'open-till' }, ({ kind }) => kind)
    if (end !== 'done') throw new Error(`no till could be opened: ${String(end)}`)
    await settled(world)
    return terminal
  } catch (error) {
    await terminal.close()
    throw error
  }
}

/** Lets time pass until nothing is on the road. */
async function untilQuiet(world: World): Promise<void> {
  const { network, observer, timeline } = world
  const latest = timeline.elapsed + READY_WITHIN_MS
  for (;;) {
    await settled(world)
    while ((await network.deliver()) !== undefined) await settled(world)
    if (observer.surprises.length > 0) throw new Error(observer.surprises.join('; '))
    const next = nextEvent(world)
    if (network.isIdle && timeline.elapsed > latest - READY_WITHIN_MS / 2) return
    if (timeline.elapsed > latest) throw new Error('a new terminal does not come to rest')
    timeline.pass(Math.max(1, next - timeline.elapsed))
  }
}

/** When something happens of its own accord. */
export function nextEvent({ network, terminals, timeline }: World): number {
  return Math.min(
    network.wakeAt,
    timeline.wakeAt,
    ...terminals.map(({ wakeAt }) => Math.max(wakeAt, timeline.elapsed)),
  )
}

/** All that follows without waiting from what has happened happens: each takes its turns. */
export async function settled({ terminals, timeline }: World): Promise<void> {
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    const due = terminals.filter(({ wakeAt }) => wakeAt <= timeline.elapsed)
    if (due.length === 0) return
    for (const terminal of due) await terminal.turn()
  }
  throw new Error('the terminals turn in circles')
}
