/** One step at a time: what the seed chooses to do next, or to break. */
import { pulledSchema } from '../../src/contract/backend/sync.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { Fault } from './faults.ts'
import type { SimulatedTerminal } from './terminal.ts'
import { settled, type World } from './world.ts'

const PAUSE_LONGEST_MS = 1500
const HOUR_MS = 3_600_000
/** A clock is set by minutes, or is a month out because its battery died. */
const JUMPS_MS = [60_000, HOUR_MS, 26 * HOUR_MS, 31 * 24 * HOUR_MS] as const
const COMMITS_BEFORE_A_CUT = 6
const RECONNECTS = 0.1

/** What one terminal may do by itself, or the road for all; answers what was done. */
interface Act {
  readonly weight: number
  readonly act: (terminal: SimulatedTerminal, world: World) => Promise<string> | string
}

const ACTS: readonly Act[] = [
  { weight: 6, act: sell },
  { weight: 7, act: ({ driver }) => told('pushes a slice', driver.push()) },
  {
    weight: 5,
    act({ driver }, { chance }) {
      const collection = chance.happens(0.8) ? 'stock' : chance.pick(pulledSchema.options)
      return told(`pulls ${collection}`, driver.pull(collection))
    },
  },
  { weight: 3, act: ({ driver }) => told('compares heads', driver.compareHeads()) },
  { weight: 1, act: ({ driver }) => told('audits', driver.audit()) },
  {
    weight: 22,
    async act(_, { network }) {
      return (await network.deliver()) ?? 'nothing is on the road'
    },
  },
]

/** Faults that befall the world rather than a message; each says what it did. */
const BLOWS: Readonly<Partial<Record<Fault, (world: World) => Promise<string> | string>>> = {
  partition(world) {
    const { name } = world.chance.pick(world.terminals)
    world.network.cutOff(name)
    return `cuts off ${name}`
  },
  'crash-idle'(world) {
    const terminal = world.chance.pick(world.terminals)
    terminal.crash()
    world.faults.happened('crash-idle')
    return `${terminal.name} crashes and is started again`
  },
  'crash-before-commit': (world) => arm(world, 'crash-before-commit'),
  'crash-after-commit': (world) => arm(world, 'crash-after-commit'),
  'clock-back': (world) => setClock(world, 'clock-back', -1),
  'clock-forward': (world) => setClock(world, 'clock-forward', 1),
  'backend-restart'({ backend, network, faults }) {
    network.breakOff()
    backend.restart()
    faults.happened('backend-restart')
    return 'restarts the backend'
  },
  'backend-death'({ backend }) {
    backend.doom()
    return 'the backend will die over a request'
  },
  'last-unit': sellLastUnit,
}

/** Takes one step and lets all of its consequences happen. */
export async function step(world: World): Promise<void> {
  const { chance, faults, network, observer, terminals, timeline } = world
  timeline.pass(chance.between(1, PAUSE_LONGEST_MS))
  for (const { name } of terminals) {
    if (network.isCutOff(name) && chance.happens(RECONNECTS)) network.reconnect(name)
  }
  const blow = Object.entries(BLOWS).find(([kind]) => faults.strikes(kind as Fault))
  if (blow) {
    observer.saw('fault', await blow[1](world))
  } else {
    const terminal = chance.pick(terminals)
    observer.saw(terminal.name, await chance.weighed(ACTS).act(terminal, world))
  }
  await settled()
  revive(world)
}

/** Whoever lost its power in this step is started again. */
function revive({ terminals, faults, observer }: World): void {
  for (const terminal of terminals) {
    const { cutAt } = terminal.power
    if (cutAt === undefined) continue
    terminal.crash()
    faults.happened(cutAt)
    observer.saw(terminal.name, `died (${cutAt}) and was started again`)
  }
}

function told(what: string, isBegun: boolean): string {
  return isBegun ? what : `${what}: not now`
}

function sell(terminal: SimulatedTerminal, { observer, shop }: World): Promise<string> {
  const variants = shop.goods.map(({ variant }) => variant)
  return selling(terminal, observer, () => terminal.cashier.sell(terminal.uses, variants))
}

/** A sale ends with its receipt, or with the terminal; anything else is a finding. */
export async function selling(
  terminal: SimulatedTerminal,
  observer: World['observer'],
  sale: () => Promise<{ readonly receipt: string }>,
): Promise<string> {
  try {
    return `sells ${(await sale()).receipt}`
  } catch (error) {
    if (!terminal.power.isOut) observer.wondersAt(terminal.name, String(error))
    return 'dies over a sale'
  }
}

/** Both tills show one piece of something: both sell it. */
async function sellLastUnit({ terminals, shop, observer, faults }: World): Promise<string> {
  const list = shop.priceList
  const last = shop.goods.find(({ variant }) =>
    terminals.every(
      ({ store, now }) => store.catalogue.byVariant(variant, list, now)?.onHand() === ONE,
    ),
  )
  if (!last) return 'no till shows a last piece that the others show too'
  const told: string[] = []
  for (const terminal of terminals) {
    const sale = () => terminal.cashier.sellOne(terminal.uses, last.variant)
    told.push(`${terminal.name} ${await selling(terminal, observer, sale)}`)
  }
  if (told.every((each) => each.includes('sells'))) faults.happened('last-unit')
  return `the last piece: ${told.join(', ')}`
}

function arm({ chance, terminals }: World, kind: Fault): string {
  const terminal = chance.pick(terminals)
  terminal.power.arm(kind, chance.between(1, COMMITS_BEFORE_A_CUT))
  return `${terminal.name} will die: ${kind}`
}

function setClock({ chance, terminals, faults }: World, kind: Fault, sign: -1 | 1): string {
  const terminal = chance.pick(terminals)
  const ms = chance.pick(JUMPS_MS)
  terminal.setClock(sign * ms)
  faults.happened(kind)
  return `sets the clock of ${terminal.name} by ${String((sign * ms) / HOUR_MS)} hours`
}
