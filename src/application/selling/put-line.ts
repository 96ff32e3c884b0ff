/** How every new line comes into the cart, whatever it was found by. */
import { succeed, type Result } from '../../domain/failure.ts'
import { addLine } from '../../domain/selling/cart.ts'
import type { Line } from '../../domain/selling/draft.ts'
import type { Need } from '../../domain/selling/needs.ts'
import { authoriseAtTill, openSession, signedIn, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import type { Fiscal } from './fiscal.ts'
import { pricedForCustomer } from './group-prices.ts'
import type { Goods } from './ring/goods.ts'
import { mayBegin } from '../till/day.ts'
import { ringUp } from './ring/ring.ts'

export interface LinePutter {
  /** Runs a command that may add a line: `work` is done once, by somebody who may sell. */
  run<Answer>(
    procedure: string,
    command: string,
    work: (authority: TillAuthority) => Result<Answer>,
  ): Promise<Result<Answer>>
  /** Inside such a command: the line joins the cart. */
  put(line: Line, authority: TillAuthority, company?: readonly Line[]): Result<null>
  /** Inside such a command: goods join the cart, unless something must be known of them first. */
  ring(goods: Goods, authority: TillAuthority): Result<{ readonly needs: readonly Need[] }>
}

export function createLinePutter(
  core: Core,
  current: CurrentDraft,
  fiscal: Fiscal | undefined,
): LinePutter {
  const put: LinePutter['put'] = (line, authority, company) => {
    const draft = current.forLine()
    if (!draft.ok) return draft
    const isNew = draft.value.version === 0
    const before = isNew ? { ...draft.value, openedAt: line.addedAt } : draft.value
    const priced = pricedForCustomer(core, before)
    const after = addLine(before, priced(line), company?.map(priced))
    if (!after.ok) return after
    return current.change(before, after.value, authority)
  }
  return {
    put,
    async run(procedure, command, work) {
      // The unit opens only for somebody who may add a line: the rest is answered by the commit.
      const isThere = signedIn(core) !== undefined && openSession(core) !== undefined
      const isReady = isThere && mayBegin(core).ok
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
    ring(goods, authority) {
      const rang = ringUp({ ...goods, core, draft: current.get() }, authority)
      if (!rang.ok) return rang
      if ('needs' in rang.value) return succeed(rang.value)
      const added = put(rang.value.line, authority, rang.value.company)
      return added.ok ? ADDED : added
    },
  }
}

const ADDED = succeed({ needs: [] })
