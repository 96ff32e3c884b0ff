/** What terminals ask. */
import type { Checkpoint } from '../../contract/backend/sync.ts'
import { releaseClaim, takeClaim } from '../claims/take.ts'
import { customerHistory } from '../customers/history.ts'
import { pull } from '../feeds/pull.ts'
import { lostClosings } from '../fiscal/lost.ts'
import { compareHeads } from '../intake/heads.ts'
import { toldTotals } from '../intake/totals.ts'
import { receive } from '../intake/receive.ts'
import { listParked, readParked } from '../parking/find.ts'
import { findSales } from '../sales/find.ts'
import { lowestPrice } from '../sales/lowest-price.ts'
import { enrol } from '../setup/enrolment.ts'
import { guarded, requireTerminal } from './context.ts'
import { raise, valueOf } from './refusal.ts'

export const syncRouter = {
  enrol: guarded.sync.enrol.handler(async ({ input, context }) => {
    const { backend, enrolments, remote } = context
    if (!enrolments.allows(remote)) throw raise('busy')
    const enrolled = await enrol(backend, input)
    if (!enrolled.ok) enrolments.wasWrong(remote)
    return valueOf(enrolled)
  }),
  pull: guarded.sync.pull.handler(async ({ input, context }) => {
    const { collection, limit, seen } = input
    const sender = requireTerminal(context)
    return pull(context.backend, sender, { collection, limit, seen, after: checkpointOf(input) })
  }),
  push: guarded.sync.push.handler(async ({ input, context }) => {
    const sender = requireTerminal(context)
    return { answers: await receive(context.backend, sender, input.entries) }
  }),
  heads: guarded.sync.heads.handler(({ input, context }) =>
    compareHeads(context.backend, requireTerminal(context), input.own, input.clock),
  ),
  totals: guarded.sync.totals.handler(async ({ input, context }) => ({
    told: await toldTotals(context.backend.database, requireTerminal(context), input.counted),
  })),
  closings: guarded.sync.closings.handler(({ input, context }) =>
    lostClosings(context.backend.database, requireTerminal(context), input),
  ),
  findSales: guarded.sync.findSales.handler(({ input, context }) =>
    findSales(context.backend.database, requireTerminal(context), input),
  ),
  lowestPrice: guarded.sync.lowestPrice.handler(async ({ input, context }) => ({
    unitPrice: await lowestPrice(context.backend.database, requireTerminal(context), input),
  })),
  customerHistory: guarded.sync.customerHistory.handler(({ input, context }) =>
    customerHistory(context.backend.database, requireTerminal(context), input),
  ),
  parkedCarts: guarded.sync.parkedCarts.handler(({ input, context }) =>
    listParked(context.backend.database, requireTerminal(context), input),
  ),
  parkedCart: guarded.sync.parkedCart.handler(({ input, context }) =>
    readParked(context.backend.database, requireTerminal(context), input.park),
  ),
  claim: guarded.sync.claim.handler(async ({ input, context }) =>
    valueOf(await takeClaim(context.backend, requireTerminal(context), input)),
  ),
  releaseClaim: guarded.sync.releaseClaim.handler(async ({ input, context }) => ({
    released: await releaseClaim(context.backend, requireTerminal(context), input.id),
  })),
}

/** Feed, generation and number or nothing: half a checkpoint is no place in a feed. */
function checkpointOf(input: {
  feed?: string | undefined
  generation?: string | undefined
  n?: number | undefined
  mark?: string | undefined
}): Checkpoint | undefined {
  const { feed, generation, n, mark } = input
  return feed === undefined || generation === undefined || n === undefined
    ? undefined
    : { feed, generation, n, ...(mark === undefined ? {} : { mark }) }
}
