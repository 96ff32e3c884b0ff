/**
 * What a refused command leaves behind. It may have written anything before it was refused: all of
 * that is taken back, and what was kept, refusals and approvals, is written by itself.
 */
export type Keep = (write: () => void) => void

export interface Kept {
  /** In a command's work: writes at once, and once more where the command is refused. */
  readonly keep: Keep
  /** A command's work begins. */
  begin(): void
  /** In a transaction, after the one of the work was taken back. */
  writeAgain(): void
}

export function createKept(): Kept {
  let writes: (() => void)[] = []
  return {
    keep(write) {
      writes.push(write)
      write()
    },
    begin() {
      writes = []
    },
    writeAgain() {
      for (const write of writes) write()
    },
  }
}
