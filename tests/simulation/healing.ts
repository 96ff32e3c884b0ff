/** The second phase: nothing goes wrong any more, and all must come together in few steps. */
import { pulledSchema } from '../../src/contract/backend/sync.ts'
import { stockFeed } from '../../src/backend/feeds/names.ts'
import { selling } from './steps.ts'
import type { SimulatedTerminal } from './terminal.ts'
import { settled, type World } from './world.ts'

/** What is still on the road is late by minutes; then each round is a few questions and answers. */
const ROAD_LONGEST = 400
const ROUNDS_MOST = 3

/** What a terminal does in a round, one after the other: each needs what the one before brought. */
const DUTIES: readonly ((terminal: SimulatedTerminal) => void)[] = [
  ({ driver }) => void driver.audit(),
  ({ driver }) => void driver.compareHeads(),
  ({ driver }) => pulledSchema.options.forEach((collection) => void driver.pull(collection)),
]

/** Answers what kept it from coming together, or undefined. `checked` is called after each step. */
export async function heal(
  world: World,
  checked: () => Promise<void>,
): Promise<string | undefined> {
  calm(world)
  for (const terminal of world.terminals) {
    if (!terminal.cashier.waitsForAnAnswer) continue
    const again = () => terminal.cashier.askAgain(terminal.uses)
    world.observer.saw(terminal.name, await selling(terminal, world.observer, again))
  }
  if (!(await emptyRoad(world, checked))) return 'the road does not become empty'
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    for (const duty of DUTIES) {
      world.terminals.forEach(duty)
      if (!(await emptyRoad(world, checked))) return 'the road does not become empty'
    }
    if (await isTogether(world)) return undefined
  }
  return `not together after ${String(ROUNDS_MOST)} rounds`
}

function calm({ backend, faults, network, terminals }: World): void {
  faults.calm = true
  backend.restart()
  for (const { name, power } of terminals) {
    network.reconnect(name)
    power.disarm()
  }
}

async function emptyRoad(
  { network, observer }: World,
  checked: () => Promise<void>,
): Promise<boolean> {
  await settled()
  for (let left = ROAD_LONGEST; left > 0; left -= 1) {
    if (network.isIdle) return true
    observer.saw('healing', (await network.deliver()) ?? 'nothing')
    await settled()
    await checked()
  }
  return network.isIdle
}

async function isTogether({ backend, shop, terminals }: World): Promise<boolean> {
  const { n } = await backend.shared.database
    .selectFrom('feed')
    .select('n')
    .where('tenant', '=', shop.tenant)
    .where('name', '=', stockFeed(shop.store))
    .executeTakeFirstOrThrow()
  return terminals.every(
    ({ store, driver }) =>
      store.journal.unsent().entries === 0 && driver.checkpoint('stock')?.n === n,
  )
}
