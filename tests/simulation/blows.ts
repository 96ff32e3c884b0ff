/** Faults that befall the world rather than a message; each says what it did. */
import { ONE } from '../../src/domain/quantity.ts'
import { returnableOf } from '../../src/domain/returns/sold.ts'
import type { Fault } from './faults.ts'
import { keepCopy, restoreCopy } from './restored-backend.ts'
import { cloneDisk, replaceFile } from './replaced-files.ts'
import { doing, variantsOf } from './selling.ts'
import type { SimulatedTerminal } from './terminal.ts'
import type { CutPlace, Deed } from './till/protocol.ts'
import type { World } from './world.ts'

const HOUR_MS = 3_600_000
/** A clock is set by minutes, or is a month out because its battery died. */
const JUMPS_MS = [60_000, HOUR_MS, 26 * HOUR_MS, 31 * 24 * HOUR_MS] as const
const COMMITS_BEFORE_A_CUT = 12
const FULL_LONGEST_MS = 20_000
const STATEMENTS_BEFORE_A_CUT = 60

type Blow = (world: World) => Promise<string> | string

export const blows: Readonly<Partial<Record<Fault, Blow>>> = {
  partition(world) {
    const { name } = world.chance.pick(world.terminals)
    world.network.cutOff(name)
    return `cuts off ${name}`
  },
  async 'crash-idle'(world) {
    const terminal = world.chance.pick(world.terminals)
    await terminal.crash()
    await terminal.start()
    world.faults.happened('crash-idle')
    return `${terminal.name} crashes and is started again`
  },
  'crash-before-commit': (world) => arm(world, 'crash-before-commit', COMMITS_BEFORE_A_CUT),
  'crash-after-commit': (world) => arm(world, 'crash-after-commit', COMMITS_BEFORE_A_CUT),
  'crash-midway': (world) => arm(world, 'crash-midway', STATEMENTS_BEFORE_A_CUT),
  'fsync-failed': (world) => arm(world, 'fsync-failed', COMMITS_BEFORE_A_CUT),
  'disk-full'({ chance, terminals, timeline }) {
    const terminal = chance.pick(terminals)
    terminal.arm({
      kind: 'disk-full',
      until: timeline.elapsed + chance.between(1000, FULL_LONGEST_MS),
    })
    return `the disk of ${terminal.name} is full for a while`
  },
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
  'backend-restored': restoreBackend,
  'terminal-restored': (world) => replaceFile(world, 'terminal-restored'),
  'file-put-back': (world) => replaceFile(world, 'file-put-back'),
  'disk-cloned': cloneDisk,
  'last-unit': sellLastUnit,
  'returned-twice': returnTwice,
}

/** The first time a copy is made, the next time it is put back; then another is made. */
async function restoreBackend(world: World): Promise<string> {
  const { backend, faults, network } = world
  if (!backend.hasCopy) {
    await keepCopy(backend.shared)
    backend.hasCopy = true
    return 'a copy of the backend is made'
  }
  network.breakOff()
  await restoreCopy(backend.shared)
  backend.restored()
  faults.happened('backend-restored')
  return 'the backend is restored from its copy'
}

/** Both tills show one piece of something: both sell it. */
async function sellLastUnit({ terminals, shop, observer, faults }: World): Promise<string> {
  const list = shop.priceList
  const last = shop.goods.find(({ variant }) =>
    terminals.every(
      ({ witness, now }) => witness.store.catalogue.byVariant(variant, list, now)?.onHand() === ONE,
    ),
  )
  if (!last) return 'no till shows a last piece that the others show too'
  const { variant } = last
  const told = await doneByAll(terminals, observer, { kind: 'sell-one', variant })
  if (told.every((each) => each.includes('sells'))) faults.happened('last-unit')
  return `the last piece: ${told.join(', ')}`
}

/** Goods that every till knows of come back at all of them; who takes them the end shows. */
async function returnTwice(world: World): Promise<string> {
  const { chance, terminals, shop, observer, faults } = world
  const sold = terminals.flatMap(({ acknowledged }) => acknowledged)
  const known = sold.filter(({ sale }) =>
    terminals.every(({ witness }) => {
      const held = witness.store.soldSales.find(sale)
      return held?.lines.some((line) => returnableOf(held, line) > 0)
    }),
  )
  if (known.length === 0) return 'no sale is known at every till'
  const { receipt } = chance.pick(known)
  const deed = { kind: 'take-back', receipt, all: true, variants: variantsOf(shop) } as const
  if (!terminals.some(({ isBusy }) => isBusy)) faults.happened('returned-twice')
  return `${receipt} at every till: ${(await doneByAll(terminals, observer, deed)).join(', ')}`
}

async function doneByAll(
  terminals: readonly SimulatedTerminal[],
  observer: World['observer'],
  deed: Deed,
): Promise<string[]> {
  const told: string[] = []
  for (const terminal of terminals) {
    const does = terminal.isBusy ? 'is busy' : await doing(terminal, observer, deed)
    told.push(`${terminal.name} ${does}`)
  }
  return told
}

function arm({ chance, terminals }: World, kind: CutPlace, most: number): string {
  const terminal = chance.pick(terminals)
  terminal.arm({ kind, passes: chance.between(1, most) })
  return `${terminal.name} will end: ${kind}`
}

function setClock({ chance, terminals, faults }: World, kind: Fault, sign: -1 | 1): string {
  const terminal = chance.pick(terminals)
  const ms = chance.pick(JUMPS_MS)
  terminal.setClock(sign * ms)
  faults.happened(kind)
  return `sets the clock of ${terminal.name} by ${String((sign * ms) / HOUR_MS)} hours`
}
