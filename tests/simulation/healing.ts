/** The second phase: nothing goes wrong any more, and all must come together in few steps. */
import { pulledSchema } from '../../src/contract/backend/sync.ts'
import { stockFeed } from '../../src/backend/feeds/names.ts'
import { selling } from './steps.ts'
import type { SimulatedTerminal } from './terminal.ts'
import { settled, type World } from './world.ts'

/** About twice what the slowest of many seeds took. */
const STEPS_MOST = 200
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
  const { observer, terminals } = world
  const last = observer.count + STEPS_MOST
  calm(world)
  for (const terminal of terminals) {
    if (!terminal.cashier.waitsForAnAnswer) continue
    const again = () => terminal.cashier.askAgain(terminal.uses)
    observer.saw(terminal.name, await selling(terminal, observer, again))
  }
  await emptyRoad(world, last, checked)
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    for (const duty of DUTIES) {
      terminals.forEach(duty)
      await emptyRoad(world, last, checked)
    }
    if (await isTogether(world)) return undefined
  }
  return `not together after ${String(ROUNDS_MOST)} rounds or ${String(STEPS_MOST)} steps`
}

function calm({ backend, faults, network, terminals }: World): void {
  faults.calm = true
  backend.restart()
  for (const { name, power } of terminals) {
    network.reconnect(name)
    power.disarm()
  }
}

/** Delivers what is under way until nothing is, or until the steps are used up. */
async function emptyRoad(
  { network, observer }: World,
  last: number,
  checked: () => Promise<void>,
): Promise<void> {
  await settled()
  while (!network.isIdle && observer.count < last) {
    observer.saw('healing', (await network.deliver()) ?? 'nothing')
    await settled()
    await checked()
  }
}

async function isTogether({ backend, network, shop, terminals }: World): Promise<boolean> {
  const { n } = await backend.shared.database
    .selectFrom('feed')
    .select('n')
    .where('tenant', '=', shop.tenant)
    .where('name', '=', stockFeed(shop.store))
    .executeTakeFirstOrThrow()
  if (!network.isIdle) return false
  return terminals.every(
    ({ store, driver }) =>
      store.journal.unsent().entries === 0 && driver.checkpoint('stock')?.n === n,
  )
}
