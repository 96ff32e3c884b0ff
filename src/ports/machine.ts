/** The machine under a terminal, as far as it can be told from another one. */

export interface MachineIdentity {
  /** What the operating system calls this installation; empty where it says nothing. */
  readonly id: string
  /** Hardware addresses of its network cards, with the cable out too; empty where unknown. */
  readonly cards: readonly string[]
}

export interface Machine {
  /** Never throws: what cannot be told is empty. */
  identity(): MachineIdentity
}
