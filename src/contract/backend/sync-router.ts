/** What terminals ask of the backend, and send to it. */
import { base } from './base.ts'
import * as claims from './claims.ts'
import * as customers from './customers.ts'
import * as parking from './parking.ts'
import * as sales from './sales.ts'
import * as sync from './sync.ts'

export const syncContract = {
  enrol: base
    .route({
      method: 'POST',
      path: '/sync/enrol',
      summary: 'Enrols a terminal with a one-time code',
    })
    .input(sync.enrolInputSchema)
    .output(sync.enrolOutputSchema),
  pull: base
    .route({ method: 'GET', path: '/sync/pull', summary: 'Rows of a feed after a checkpoint' })
    .input(sync.pullInputSchema)
    .output(sync.pullOutputSchema),
  push: base
    .route({
      method: 'POST',
      path: '/sync/push',
      summary: 'Journal entries, in any order, any number of times',
    })
    .input(sync.pushInputSchema)
    .output(sync.pushOutputSchema),
  heads: base
    .route({
      method: 'POST',
      path: '/sync/heads',
      summary: 'What the backend holds of this terminal, and what the terminal can still send',
    })
    .input(sync.headsInputSchema)
    .output(sync.headsOutputSchema),
  totals: base
    .route({
      method: 'POST',
      path: '/sync/totals',
      summary: 'What this terminal sold that its journal does not hold',
    })
    .input(sync.totalsInputSchema)
    .output(sync.totalsOutputSchema),
  closings: base
    .route({
      method: 'POST',
      path: '/sync/closings',
      summary: 'Zs and fiscal closings of this terminal that its journal does not hold',
    })
    .input(sync.closingsInputSchema)
    .output(sync.closingsOutputSchema),
  findSales: base
    .route({
      method: 'GET',
      path: '/sync/sales',
      summary: 'Sales of any store and age by receipt number, or by day and total',
    })
    .input(sales.findSalesInputSchema)
    .output(sales.findSalesOutputSchema),
  lowestPrice: base
    .route({
      method: 'GET',
      path: '/sync/lowest-price',
      summary: 'The lowest price at which the store sold something since an instant',
      description: 'After discounts, per unit; null where none of it was sold since then.',
    })
    .input(sales.lowestPriceInputSchema)
    .output(sales.lowestPriceOutputSchema),
  customerHistory: base
    .route({
      method: 'POST',
      path: '/sync/customer-histories',
      summary: 'What a customer of the store bought and brought back, the newest first',
      description:
        'In every store and online, with what was bought as a customer who was merged. Of ' +
        'somebody whom the store of the terminal does not know, or who was erased, nothing. ' +
        'Who is asked about is in no address, which others write down.',
    })
    .input(customers.historyInputSchema)
    .output(customers.historyOutputSchema),
  parkedCarts: base
    .route({
      method: 'GET',
      path: '/sync/parked-carts',
      summary: 'Carts that other tills of the store put aside, the newest first',
    })
    .input(parking.parkedCartsInputSchema)
    .output(parking.parkedCartsOutputSchema),
  parkedCart: base
    .route({
      method: 'GET',
      path: '/sync/parked-cart',
      summary: 'All of a cart that was put aside; null once somebody went on with it',
      description: 'Whoever goes on with it claims it first, as `parked-cart`, by its park.',
    })
    .input(parking.parkedCartInputSchema)
    .output(parking.parkedCartOutputSchema),
  claim: base
    .route({
      method: 'POST',
      path: '/sync/claims',
      summary: 'Claims what only one may take; the same claim again gets the same answer',
      description:
        'A claim ends after half an hour, unless it is asked for again or an entry names it. ' +
        'The entry takes what it says in any case: what is taken beyond the most there is ' +
        'becomes an exception. An id that stands for another claim is `input-invalid`, and a ' +
        'terminal that holds too many is `busy`.',
    })
    .input(claims.claimInputSchema)
    .output(claims.claimOutputSchema),
  releaseClaim: base
    .route({
      method: 'POST',
      path: '/sync/claim-releases',
      summary: 'Gives back a claim that no entry will name',
    })
    .input(claims.claimReleaseInputSchema)
    .output(claims.claimReleaseOutputSchema),
}
