/** How every new line comes into the cart, whatever it was found by. */
import { succeed, type Result } from '../../domain/failure.ts'
import { addLine } from '../../domain/selling/cart.ts'
import type { Line } from '../../domain/selling/draft.ts'
import { authoriseAtTill, signedIn, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import type { Fiscal } from './fiscal.ts'

export interface LinePutter {
  /** Runs a command that may add a line: `work` is done once, by somebody who may sell. */
  run<Answer>(
    procedure: string,
    command: string,
    work: (authority: TillAuthority) => Result<Answer>,
  ): Promise<Result<Answer>>
  /** Inside such a command: the line joins the cart. */
  put(line: Line): Result<null>
}

export function createLinePutter(
  core: Core,
  current: CurrentDraft,
  fiscal: Fiscal | undefined,
): LinePutter {
  return {
    async run(procedure, command, work) {
      // The unit opens only for somebody who may add a line: the rest is answered by the commit.
      const isReady = signedIn(core) !== undefined && core.store.tills.current() !== undefined
      if (fiscal && isReady) {
        const { id, lines } = current.get()
        const started = lines.length === 0 ? await fiscal.start(id) : succeed(null)
        if (!started.ok) return started
      }
      return core.run(procedure, command, (at) => {
        const authority = authoriseAtTill(core, at, 'sell')
        return authority.ok ? work(authority.value) : authority
      })
    },
    put(line) {
      const draft = current.free()
      if (!draft.ok) return draft
      const isNew = draft.value.version === 0
      const before = isNew ? { ...draft.value, openedAt: line.addedAt } : draft.value
      const after = addLine(before, line)
      if (!after.ok) return after
      current.put(before, after.value)
      return succeed(null)
    },
  }
}
