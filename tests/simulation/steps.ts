/** One step at a time: what the seed chooses to do next. */
import { blows } from './blows.ts'
import type { Fault } from './faults.ts'
import {
  adjustStock,
  closeTill,
  keepCustomer,
  moveCash,
  park,
  resume,
  sell,
  serve,
  takeBack,
  takeGiftCard,
} from './selling.ts'
import { changePrice } from './shop.ts'
import { lookAtTheShelf } from './shopper.ts'
import type { SimulatedTerminal } from './terminal.ts'
import { nextEvent, settled, type World } from './world.ts'

const PAUSE_LONGEST_MS = 1500
/** Steps come closer while somebody waits for the backend, whose word must come within 2 s. */
const AWAITED_LONGEST_MS = 200
/** How often the road moves then, in the place of another cashier. */
const ROAD_FIRST = 0.7
/** Now and then nobody does anything for so long that timers of minutes come. */
const LULLS_MS = [20_000, 70_000, 16 * 60_000] as const
const RECONNECTS = 0.1

/** What one terminal may do by itself, or the road for all; answers what was done. */
interface Act {
  readonly weight: number
  /** Its cashier does it, unless still at something else. */
  readonly takesCashier?: true
  readonly act: (terminal: SimulatedTerminal, world: World) => Promise<string> | string
}

const ACTS: readonly Act[] = [
  { weight: 3, takesCashier: true, act: sell },
  { weight: 3, takesCashier: true, act: serve },
  { weight: 2, takesCashier: true, act: keepCustomer },
  { weight: 3, takesCashier: true, act: takeGiftCard },
  { weight: 2, takesCashier: true, act: park },
  { weight: 3, takesCashier: true, act: resume },
  { weight: 2, takesCashier: true, act: takeBack },
  { weight: 2, act: (_, world) => lookAtTheShelf(world) },
  { weight: 1, act: (_, world) => doNothing(world) },
  { weight: 1, act: (_, { backend, chance, shop }) => changePrice(backend.process, chance, shop) },
  { weight: 1, takesCashier: true, act: closeTill },
  { weight: 1, takesCashier: true, act: moveCash },
  { weight: 1, takesCashier: true, act: adjustStock },
  { weight: 23, act: (_, world) => deliverNext(world) },
]

/** Takes one step and lets all of its consequences happen. */
export async function step(world: World): Promise<void> {
  const { chance, faults, network, observer, terminals, timeline } = world
  const isAwaited = terminals.some(({ isBusy }) => isBusy)
  timeline.pass(chance.between(1, isAwaited ? AWAITED_LONGEST_MS : PAUSE_LONGEST_MS))
  for (const { name } of terminals) {
    if (network.isCutOff(name) && chance.happens(RECONNECTS)) network.reconnect(name)
  }
  const blow = Object.entries(blows).find(([kind]) => faults.strikes(kind as Fault))
  if (blow) {
    observer.saw('fault', await blow[1](world))
  } else {
    const terminal = chance.pick(terminals)
    const { takesCashier = false, act } = chance.weighed(ACTS)
    const waits = takesCashier && (terminal.isBusy || (isAwaited && chance.happens(ROAD_FIRST)))
    observer.saw(terminal.name, waits ? await deliverNext(world) : await act(terminal, world))
  }
  await settled(world)
  await revive(world)
}

/** Whoever lost its power in this step is started again. */
export async function revive(world: World): Promise<void> {
  const { terminals, faults, observer } = world
  for (const terminal of terminals) {
    // A start, too, may find a disk in trouble; a person starts it until it runs.
    for (let starts = 0; isDown(terminal); starts += 1) {
      if (starts > STARTS_MOST) throw new Error(`${terminal.name} cannot be started`)
      const { cut, blocked } = terminal
      if (cut !== undefined) faults.happened(cut)
      terminal.arm({ kind: 'none' })
      await terminal.crash()
      await terminal.start()
      observer.saw(terminal.name, `ended (${cut ?? blocked ?? ''}) and was started again`)
    }
  }
  await settled(world)
}

const STARTS_MOST = 5

function isDown({ cut, blocked }: SimulatedTerminal): boolean {
  return cut !== undefined || blocked !== undefined
}

/** Lets the road bring its next parcel; where none is due, time passes until something is. */
export async function deliverNext(world: World): Promise<string> {
  const { network, timeline } = world
  const told = await network.deliver()
  if (told !== undefined) return told
  const next = nextEvent(world)
  if (!Number.isFinite(next)) return 'nothing is under way'
  timeline.pass(Math.max(1, next - timeline.elapsed))
  return 'time passes on the road'
}

/** Time passes and the road goes on, while no person does anything. */
async function doNothing(world: World): Promise<string> {
  const { chance, network, timeline } = world
  const ms = chance.pick(LULLS_MS)
  const end = timeline.elapsed + ms
  while (timeline.elapsed < end) {
    if ((await network.deliver()) === undefined) {
      const next = Math.min(end, nextEvent(world))
      timeline.pass(Math.max(1, next - timeline.elapsed))
    }
    await settled(world)
  }
  return `nobody does anything for ${String(ms / 1000)} s`
}
