/**
 * The printer's receiver, which hears real-time commands before they reach the buffer, wherever
 * they stand: `DLE EOT n` and the pulse `DLE DC4 1 m t`.
 */
export interface RealTimeActs {
  status(question: number): void
  pulse(): void
}

const DLE = 0x10
const EOT = 0x04
const DC4 = 0x14

export class RealTime {
  readonly #acts: RealTimeActs
  #held: number[] = []

  constructor(acts: RealTimeActs) {
    this.#acts = acts
  }

  /** Acts on what is real-time and gives back the rest. */
  hear(bytes: Uint8Array): number[] {
    const rest: number[] = []
    for (const byte of bytes) {
      if (this.#held.length === 0 && byte !== DLE) {
        rest.push(byte)
        continue
      }
      this.#held.push(byte)
      if (!this.#isBeginning()) {
        rest.push(...this.#held)
        this.#held = []
      } else if (this.#isWhole()) {
        this.#act()
        this.#held = []
      }
    }
    return rest
  }

  reset(): void {
    this.#held = []
  }

  #isBeginning(): boolean {
    const [, second, third, fourth] = this.#held
    if (second === undefined) return true
    if (second === EOT) return third === undefined || (third >= 1 && third <= 4)
    return second === DC4 && (third ?? 1) === 1 && (fourth ?? 0) <= 1
  }

  #isWhole(): boolean {
    return this.#held.length === (this.#held[1] === EOT ? 3 : 5)
  }

  #act(): void {
    if (this.#held[1] === EOT) this.#acts.status(this.#held[2] ?? 0)
    else this.#acts.pulse()
  }
}
