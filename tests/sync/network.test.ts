/**
 * A real terminal and a real backend with every fault between them. Time runs twenty times as fast
 * for sync and its link, so that what is given up after 20 s is given up after one.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pulledSchema, PUSH_LIMIT } from '../../src/contract/backend/sync.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { HttpLink } from '../../src/sync/http-link.ts'
import { clock } from '../backend/stage.ts'
import { EVERY_FAULT, nameOf, seeded, type Fault } from './faults.ts'
import { countAtOnce, exchangeOf, openProxy, type Proxy } from './proxy.ts'
import { forget, journalAt, journalOf, levelAt, openShop, openTerminal } from './stage.ts'
import { variantOf, type Goods, type SyncedShop, type SyncedTerminal } from './stage.ts'

const SEED = 20_261_123
const HURRY = 20
const SETTLED = { timeout: 20_000, interval: 10 }
const ON_THE_SHELF = 100_000_000
/** Between the faults, so that what was begun can be done. */
const QUIET: readonly Fault[] = Array.from({ length: 10 }, () => 'none')
/** Each sale is a reason to ask; far fewer are enough to meet every fault. */
const MOST_SALES = 2000

const hurried: Clock = {
  now: () => clock.now(),
  elapsed: () => clock.elapsed() * HURRY,
  after: (ms, call) => clock.after(ms / HURRY, call),
  sleep: (ms) => clock.sleep(ms / HURRY),
}

/** The most requests of a kind that the terminal waited for at once. */
function countWaiting() {
  const { most, begins } = countAtOnce()
  const counted = <Answer>(kind: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const ends = begins(kind)
    return ask().finally(ends)
  }
  const through = (link: HttpLink): HttpLink => ({
    ...link,
    pull: (collection, asked) => counted(`pull ${collection}`, () => link.pull(collection, asked)),
    push: (entries) => counted('push', () => link.push(entries)),
    heads: (own) => counted('heads', () => link.heads(own)),
  })
  return { most, through }
}

describe('a network', () => {
  let shop: SyncedShop
  let proxy: Proxy
  let milk: Goods
  let till: SyncedTerminal
  const { most, through } = countWaiting()

  beforeAll(async () => {
    shop = await openShop()
    proxy = await openProxy(shop.url)
    ;[milk] = (await shop.stock([ON_THE_SHELF])) as [Goods]
    till = await openTerminal(shop, { url: proxy.url, clock: hurried, through })
  })
  afterEach(() => proxy.behave(() => 'none'))
  afterAll(async () => {
    await till.close()
    await proxy.close()
    await shop.close()
    forget(till)
  })

  /** Everything arrived, in order, once, and came back as it is. */
  async function agreed(): Promise<void> {
    await till.settled(SETTLED)
    expect(await journalAt(shop)).toEqual(journalOf(till))
    const sales = journalOf(till).filter((entry) => entry.canonical.includes('sale-completed'))
    const left = ON_THE_SHELF - 1000 * sales.length
    expect(await levelAt(shop, milk)).toBe(left)
    await expect.poll(() => till.shown(milk), SETTLED).toBe(left)
  }

  it.each(EVERY_FAULT.map((fault) => [nameOf(fault), fault] as const))(
    'with "%s" on each exchange loses nothing and doubles nothing',
    async (name, fault) => {
      await till.settled(SETTLED)
      const left = new Map([
        ['push', 2],
        ['heads', 1],
        ['pull stock', 2],
      ])
      const before = proxy.met.get(name) ?? 0
      proxy.behave((path) => {
        const exchange = exchangeOf(path)
        const faults = left.get(exchange) ?? 0
        left.set(exchange, faults - 1)
        return faults > 0 ? fault : 'none'
      })
      for (let sale = 0; sale < 2; sale += 1) {
        till.sell(milk)
        await till.settled(SETTLED)
      }
      await agreed()
      await expect.poll(() => (proxy.met.get(name) ?? 0) - before, SETTLED).toBe(5)
    },
    SETTLED.timeout,
  )

  it.each([SEED, SEED + 1])(
    'of seed %d, with all faults by chance, brings everything exactly once in the end',
    async (seed) => {
      const chance = seeded(seed)
      const kinds = [...EVERY_FAULT, ...EVERY_FAULT, ...QUIET]
      const drawn = kinds.map((fault) => ({ fault, place: chance() }))
      const coming = drawn.toSorted((a, b) => a.place - b.place)
      proxy.behave(() => coming.pop()?.fault ?? 'none')
      for (let sale = 0; coming.length > 0 && sale < MOST_SALES; sale += 1) {
        till.sell(milk)
        if (chance() < 0.2) proxy.cutStreams()
        await clock.sleep(chance() * 20)
      }
      expect(coming, `seed ${String(seed)}`).toEqual([])
      await agreed()
    },
    2 * SETTLED.timeout,
  )

  it.each<Fault>(['portal', 'stranger', 'error-page', 'garbage', 'half-open'])(
    'that answers by "%s" is offline: nothing is taken for sent, confirmed or pulled',
    async (fault) => {
      await till.settled(SETTLED)
      const named = () => till.store.catalogue.byVariant(milk.variant, shop.priceList, 0)?.variant
      const [name, unsent] = [named()?.name, till.store.delivery.unsent().entries]
      const met = proxy.met.get(nameOf(fault)) ?? 0
      proxy.behave(() => fault)
      proxy.cutStreams()
      // What was asked before may still be answered by the backend itself, and rightly taken.
      await expect.poll(() => proxy.passing(), SETTLED).toBe(0)
      till.sell(milk)
      await shop.put('catalogue', [{ ...variantOf(milk), name: `Milk behind ${nameOf(fault)}` }])
      await expect.poll(() => till.sync.network.online(), SETTLED).toBe(false)
      // Long enough for each exchange to have been tried more than once.
      await expect.poll(() => proxy.met.get(nameOf(fault)) ?? 0, SETTLED).toBeGreaterThan(met + 12)
      expect(till.store.delivery.unsent().entries).toBe(unsent + 1)
      expect(named()?.name).toBe(name)
      expect(till.sync.network.online()).toBe(false)
      proxy.behave(() => 'none')
      await expect.poll(() => named()?.name, SETTLED).toBe(`Milk behind ${nameOf(fault)}`)
      await agreed()
    },
    2 * SETTLED.timeout,
  )

  it('that is away is knocked at by one request of a kind at a time', async () => {
    await till.settled(SETTLED)
    proxy.behave(() => 'half-open')
    proxy.cutStreams()
    for (let sale = 0; sale < PUSH_LIMIT + 20; sale += 1) till.sell(milk)
    await expect.poll(() => till.sync.network.online(), SETTLED).toBe(false)
    proxy.behave(() => 'none')
    await agreed()
    expect(proxy.most.get('events')).toBe(1)
    expect(Object.fromEntries(most)).toEqual({
      push: 1,
      // One asks whether all arrived, and one what is missing before it is sent again.
      heads: expect.toSatisfy((most: number) => most <= 2) as unknown,
      ...Object.fromEntries(pulledSchema.options.map((collection) => [`pull ${collection}`, 1])),
    })
  })
})
