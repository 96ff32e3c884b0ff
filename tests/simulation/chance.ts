/** Chance that a seed decides: each actor draws from a stream of its own. */
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import type { Random } from '../../src/ports/random.ts'

/**
 * xoshiro128** (Blackman, Vigna: Scrambled Linear Pseudorandom Number Generators, 2018). Streams of
 * one seed are told apart by name, so that a draw more in one does not disturb the others.
 */
export class Chance {
  readonly #state: Uint32Array

  constructor(seed: number, stream: string) {
    const digest = createHash('sha256')
      .update(`${String(seed)}/${stream}`)
      .digest()
    this.#state = Uint32Array.from([0, 4, 8, 12], (at) => digest.readUInt32LE(at))
  }

  /** 0 up to, not including, 1. */
  fraction(): number {
    return this.#next() / 2 ** 32
  }

  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1))
  }

  happens(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<Each>(choices: readonly Each[]): Each {
    const picked = choices[this.between(0, choices.length - 1)]
    if (picked === undefined) throw new Error('there is nothing to choose from')
    return picked
  }

  /** One of several that are not equally likely; weights are positive or 0, not all 0. */
  weighed<Each extends { readonly weight: number }>(choices: readonly Each[]): Each {
    let left = this.fraction() * choices.reduce((sum, each) => sum + each.weight, 0)
    const found = choices.find((each) => (left -= each.weight) < 0)
    if (!found) throw new Error('there is nothing to choose from')
    return found
  }

  shuffled<Each>(all: readonly Each[]): Each[] {
    const keyed = all.map((each) => ({ each, key: this.fraction() }))
    return keyed.toSorted((a, b) => a.key - b.key).map(({ each }) => each)
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.#next() >>> 24)
  }

  #next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state
    const answer = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const third = c ^ a
    const fourth = d ^ b
    this.#state.set([a ^ fourth, b ^ third, third ^ (b << 9), rotated(fourth, 11)])
    return answer
  }
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

/** The port Random over a stream, at the time of an actor's own clock. */
export function randomOf(chance: Chance, now: () => number): Random {
  return {
    bytes: (count) => chance.bytes(count),
    id: () => v7({ msecs: now(), random: chance.bytes(16) }),
  }
}
