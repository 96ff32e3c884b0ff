/** The power of one life of an actor: when it is cut, nothing more counts, and nobody answers. */
import type { Fault } from './faults.ts'

/** Thrown where an actor dies. Whoever started the work lets it go; nothing may hide it. */
export class PowerCut extends Error {
  constructor() {
    super('the power was cut')
    this.name = 'PowerCut'
  }
}

export class Power {
  #armed: { readonly place: Fault; left: number } | undefined
  #cutAt: Fault | undefined
  readonly #onCut: () => void

  /** `onCut` is called at the very moment, before anybody notices. */
  constructor(onCut: () => void = () => undefined) {
    this.#onCut = onCut
  }

  get isOut(): boolean {
    return this.#cutAt !== undefined
  }

  /** Where it was cut, which is the fault that it was. */
  get cutAt(): Fault | undefined {
    return this.#cutAt
  }

  /** It will be cut when a place has been passed so many times. */
  arm(place: Fault, passes: number): void {
    this.#armed ??= { place, left: passes }
  }

  disarm(): void {
    this.#armed = undefined
  }

  /** Somebody passes a place: here the power may go. Once it is out, every place is the end. */
  pass(place: Fault | 'anywhere'): void {
    if (this.isOut) throw new PowerCut()
    if (this.#armed?.place !== place) return
    this.#armed.left -= 1
    if (this.#armed.left > 0) return
    this.cut(place)
    throw new PowerCut()
  }

  /** It is out from now on, whoever is in the middle of something. */
  cut(place: Fault): void {
    if (this.isOut) return
    this.#cutAt = place
    this.#onCut()
  }
}
