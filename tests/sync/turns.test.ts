import { describe, expect, it } from 'vitest'
import { LinkFailure } from '../../src/ports/backend-link.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { FIRST_WAIT_MS, LONGEST_WAIT_MS, waitAfter } from '../../src/sync/back-off.ts'
import { createGatherer } from '../../src/sync/gatherer.ts'
import { createTurns } from '../../src/sync/turns.ts'

/** A clock that goes on when it is told to, as far as the next call and the next. */
function steppedClock(): Clock & { readonly waits: number[]; step(): Promise<void> } {
  let now = 0
  const waits: number[] = []
  const calls = new Map<() => void, number>()
  const after: Clock['after'] = (ms, call) => {
    waits.push(ms)
    calls.set(call, now + ms)
    return () => calls.delete(call)
  }
  return {
    waits,
    after,
    now: () => now,
    elapsed: () => now,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    async step() {
      const [next] = [...calls].toSorted(([, a], [, b]) => a - b)
      if (next) {
        calls.delete(next[0])
        now = next[1]
        next[0]()
      }
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** Takes nothing off: each wait at its longest. */
const random = { bytes: (count: number) => new Uint8Array(count), id: () => '' }
const away = (): Promise<never> => Promise.reject(new LinkFailure('unreachable', 'away'))

describe('an exchange that fails', () => {
  it('is asked again after waits that double up to the cap, until it is answered', async () => {
    const clock = steppedClock()
    const turns = createTurns(clock, random)
    let asked = 0
    const answer = turns.ask(() => ((asked += 1) < 10 ? away() : Promise.resolve('there')))
    for (let step = 0; step < 10; step += 1) await clock.step()
    expect(await answer).toBe('there')
    expect(clock.waits).toEqual([500, 1000, 2000, 4000, ...Array<number>(5).fill(LONGEST_WAIT_MS)])
  })

  it('waits at most the cap and at least three quarters of it, whatever chance says', () => {
    for (let failures = 0; failures < 200; failures += 1) {
      for (const byte of [0, 128, 255]) {
        const wait = waitAfter(failures, { ...random, bytes: () => new Uint8Array([byte]) })
        expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS)
        expect(wait).toBeGreaterThanOrEqual(FIRST_WAIT_MS * 0.75)
      }
    }
  })

  it('is one knock per wait, however many wait', async () => {
    const clock = steppedClock()
    const turns = createTurns(clock, random)
    let knocks = 0
    for (let each = 0; each < 200; each += 1) {
      turns.ask(() => ((knocks += 1), away())).catch(() => undefined)
    }
    for (let step = 1; step <= 20; step += 1) {
      await clock.step()
      expect(knocks).toBeLessThanOrEqual(step + 1)
    }
    turns.close()
  })

  it('holds nobody back for ever, though it be refused for ever', async () => {
    const clock = steppedClock()
    const turns = createTurns(clock, random)
    const refuse = () => Promise.reject(new LinkFailure('too-large', 'refused'))
    turns.ask(refuse).catch(() => undefined)
    const other = turns.ask(() => Promise.resolve('through'))
    await clock.step()
    await clock.step()
    expect(await other).toBe('through')
    turns.close()
  })

  it('is asked at once when the backend is heard of, and given up at the end', async () => {
    const clock = steppedClock()
    const turns = createTurns(clock, random)
    let knocks = 0
    const answer = turns.ask(() => ((knocks += 1), away()))
    let ended: unknown
    answer.catch((error: unknown) => (ended = error))
    await expect.poll(() => clock.waits).toHaveLength(1)
    turns.wake()
    await expect.poll(() => knocks).toBe(2)
    turns.close()
    await expect.poll(() => ended).toBeInstanceOf(LinkFailure)
    expect(knocks).toBe(2)
  })

  it('is not asked again where the fault is our own', async () => {
    const turns = createTurns(steppedClock(), random)
    await expect(turns.ask(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
    expect(await turns.ask(() => Promise.resolve(1))).toBe(1)
  })
})

describe('changes that come by the hundred thousand', () => {
  it('are told of soon, then at most twice a second, and the last one always', async () => {
    const clock = steppedClock()
    const gatherer = createGatherer<string>(clock)
    const told: number[] = []
    let happened = 0
    let seen = 0
    gatherer.listen(() => {
      told.push(clock.now())
      seen = happened
    })
    for (; happened < 400_000; happened += 1) {
      gatherer.happened('goods')
      if (happened % 40_000 === 0) await clock.step()
    }
    for (let step = 0; step < 3; step += 1) await clock.step()
    expect(told[0]).toBeLessThanOrEqual(30)
    for (const [index, at] of told.entries()) {
      if (index > 0) expect(at - (told[index - 1] ?? 0)).toBeGreaterThanOrEqual(500)
    }
    expect(seen).toBe(400_000)
  })
})
