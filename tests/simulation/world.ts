/** The world of one seed: a shop, its tills, the backend, and the road between them. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enrol, issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import { pulledSchema } from '../../src/contract/backend/sync.ts'
import { SimulatedBackend, type SharedDatabase } from './backend.ts'
import { Chance } from './chance.ts'
import { Faults } from './faults.ts'
import { Network } from './network.ts'
import { Observer } from './observer.ts'
import { makeSecrets } from './secrets.ts'
import { openShop, type SimulatedShop } from './shop.ts'
import { SimulatedTerminal, type Surroundings } from './terminal.ts'
import { Timeline } from './timeline.ts'

const TERMINALS = 2
/** Power cuts here leave what was written: files in memory are as good, and quicker. */
const FOLDERS = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export interface World extends Surroundings {
  readonly seed: number
  /** Chooses the steps. */
  readonly chance: Chance
  readonly backend: SimulatedBackend
  readonly shop: SimulatedShop
  readonly terminals: readonly SimulatedTerminal[]
  close(): void
}

/** Founds the shop, enrols its tills, brings them up to date and opens them; all of it calmly. */
export async function createWorld(shared: SharedDatabase, seed: number): Promise<World> {
  const observer = new Observer()
  const timeline = new Timeline()
  const faults = new Faults(new Chance(seed, 'faults'))
  const chance = new Chance(seed, 'backend')
  const backend = await SimulatedBackend.begin({ shared, timeline, chance, observer, faults })
  const shop = await openShop(backend.process, new Chance(seed, 'shop'))
  const network = new Network(timeline, new Chance(seed, 'network'), faults, (credential, text) =>
    backend.answer(credential, text),
  )
  const surroundings = { timeline, network, faults, observer }
  const folder = mkdtempSync(join(FOLDERS, 'holdfast-simulation-'))
  const terminals: SimulatedTerminal[] = []
  const world: World = {
    ...{ ...surroundings, seed, backend, shop, terminals },
    chance: new Chance(seed, 'steps'),
    close() {
      terminals.forEach((terminal) => terminal.close())
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    for (let number = 1; number <= TERMINALS; number += 1) {
      terminals.push(await enrolled(world, number, folder))
    }
    return world
  } catch (error) {
    world.close()
    throw error
  }
}

async function enrolled(world: World, number: number, folder: string): Promise<SimulatedTerminal> {
  const { backend, seed, shop } = world
  const chance = new Chance(seed, `terminal ${String(number)}`)
  const secrets = makeSecrets(chance)
  const { tenant, store } = shop
  const offer = { tenant, store, terminalName: 'Till', devices: { printer: null, scanners: [] } }
  const { code } = await issueEnrolmentCode(backend.process, offer)
  const { keyId, publicKey } = secrets
  const made = await enrol(backend.process, { code, keyId, publicKey })
  if (!made.ok) throw new Error(made.failure.code)
  const { credential, ...identity } = made.value
  const own = { identity, credential, secrets, chance, folder: join(folder, String(number)) }
  const terminal = new SimulatedTerminal(own, world)
  terminal.enrol('2026-11-23')
  for (const collection of pulledSchema.options) terminal.driver.pull(collection)
  while (!world.network.isIdle) {
    await world.network.deliver()
    await settled()
  }
  await terminal.cashier.openTill(terminal.uses)
  return terminal
}

/** Resolves when all that follows without waiting from what has happened has happened, too. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise((resolve) => void setImmediate(resolve))
  }
}
