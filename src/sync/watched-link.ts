/** The link, with every exchange telling whether the backend answers and what it refuses. */
import { LinkFailure, type BackendLink } from '../ports/backend-link.ts'
import type { Log } from '../ports/log.ts'
import type { Reachability } from './reachability.ts'

type Exchange = 'pull' | 'push' | 'heads' | 'totals' | 'claim' | 'sales' | 'parked' | 'office'

/**
 * A wrong credential counts as silence: nothing can be sent until somebody acts. Every other
 * refusal is an answer. A refusal is logged when it begins, not each time that it is heard again.
 */
export function watchLink(link: BackendLink, reachability: Reachability, log: Log): BackendLink {
  const refused = new Map<Exchange, LinkFailure['code']>()
  const watched = async <Answer>(name: Exchange, exchange: Promise<Answer>): Promise<Answer> => {
    try {
      const answer = await exchange
      refused.delete(name)
      reachability.answered()
      return answer
    } catch (error) {
      if (error instanceof LinkFailure) failed(name, error.code)
      throw error
    }
  }
  const failed = (name: Exchange, code: LinkFailure['code']): void => {
    if (code === 'credential-wrong') reachability.refuse()
    else if (code === 'unreachable') reachability.silent()
    else reachability.answered()
    if (code === 'unreachable' || refused.get(name) === code) return
    refused.set(name, code)
    log.error('the backend refuses this terminal', { exchange: name, code })
  }
  return {
    pull: (collection, asked) => watched('pull', link.pull(collection, asked)),
    push: (entries) => watched('push', link.push(entries)),
    heads: (own, clock) => watched('heads', link.heads(own, clock)),
    totals: (counted) => watched('totals', link.totals(counted)),
    // A backend of before does not know what is asked: that it is silent says nothing.
    closings: (what, held, before) => link.closings(what, held, before),
    claim: (claim, draft) => watched('claim', link.claim(claim, draft)),
    releaseClaim: (id) => watched('claim', link.releaseClaim(id)),
    findSales: (wanted) => watched('sales', link.findSales(wanted)),
    lowestPrice: (variant, since) => watched('sales', link.lowestPrice(variant, since)),
    customerHistory: (asked) => watched('sales', link.customerHistory(asked)),
    parkedCarts: (...asked) => watched('parked', link.parkedCarts(...asked)),
    parkedCart: (park) => watched('parked', link.parkedCart(park)),
    office: (question, asked, schema) => watched('office', link.office(question, asked, schema)),
    listen: (listener) => link.listen(listener),
  }
}
