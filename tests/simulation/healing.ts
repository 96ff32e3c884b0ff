/** The second phase: nothing goes wrong any more, and all must come together in bounded time. */
import { stockFeed } from '../../src/backend/feeds/names.ts'
import { doing } from './selling.ts'
import { deliverNext, revive } from './steps.ts'
import { settled, type World } from './world.ts'

/** The comparison of heads comes every quarter of an hour; a little more is the road's. */
const HEALED_WITHIN_MS = 17 * 60_000

/** Answers what kept it from coming together, or undefined. `checked` is called after each step. */
export async function heal(
  world: World,
  checked: () => Promise<void>,
): Promise<string | undefined> {
  const { observer, terminals, timeline } = world
  await calm(world)
  // Every wait of a person has its limit: the clock ends it where nobody answers.
  while (terminals.some(({ isBusy }) => isBusy)) {
    observer.saw('healing', await deliverNext(world))
    await settled(world)
    await checked()
  }
  for (const terminal of terminals) {
    if (!terminal.waitsForAnAnswer) continue
    observer.saw(terminal.name, await doing(terminal, observer, { kind: 'ask-again' }))
    await settled(world)
  }
  let apart = ''
  const latest = timeline.elapsed + HEALED_WITHIN_MS
  while (timeline.elapsed <= latest) {
    apart = await whatIsApart(world)
    if (apart === '') return undefined
    observer.saw('healing', await deliverNext(world))
    await settled(world)
    await checked()
  }
  return `not together after ${String(HEALED_WITHIN_MS / 60_000)} minutes: ${apart}`
}

async function calm(world: World): Promise<void> {
  const { backend, faults, network, terminals } = world
  faults.calm = true
  network.breakOff()
  backend.restart()
  for (const terminal of terminals) {
    network.reconnect(terminal.name)
    terminal.arm({ kind: 'none' })
    await terminal.turn()
  }
  await revive(world)
}

/** Empty where nothing is. */
async function whatIsApart({ backend, network, shop, terminals }: World): Promise<string> {
  if (!network.isIdle) return 'the road is not empty'
  const feed = stockFeed(shop.store)
  const end = await backend.shared.database
    .selectFrom('feed')
    .select(['n', 'generation', 'mark'])
    .where('tenant', '=', shop.tenant)
    .where('name', '=', feed)
    .executeTakeFirstOrThrow()
  return terminals
    .flatMap(({ name, witness }) => {
      const pulled = witness.checkpoint(feed)
      const { entries } = witness.store.journal.unsent()
      return [
        ...(witness.hasAll(feed, end)
          ? []
          : [`${name} pulled to ${String(pulled?.n)} of ${String(end.n)}`]),
        ...(entries === 0 ? [] : [`${name} has ${String(entries)} unsent`]),
      ]
    })
    .join(', ')
}
