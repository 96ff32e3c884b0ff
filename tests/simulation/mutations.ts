/**
 * Bugs that somebody might write tomorrow. Each is put into the bundle and played until a checker
 * finds it: a check that never fails proves nothing. Where a bug's words are gone from the source,
 * a test and the bundling fail, so that the list stays true.
 */
import { bundle, type Mutation } from './bundle.ts'
import { playSeeds } from './campaign.ts'

export interface Bug extends Mutation {
  /** What is broken: an invariant of the design by its number, and the bug in a word. */
  readonly breaks: string
}

export const BUGS: readonly Bug[] = [
  {
    breaks: '1 money: a cent that nobody is charged for',
    file: 'src/domain/selling/sale.ts',
    from: 'unitPrice: line.unitPrice,',
    to: 'unitPrice: line.unitPrice + 10000,',
  },
  {
    breaks: '2 durable: a command is not remembered, and asking again sells again or fails',
    file: 'src/application/run.ts',
    from: 'store.commands.remember(command, JSON.stringify(answered), at)',
    to: '',
  },
  {
    breaks: '3 atomic: a sale without its movements',
    file: 'src/store/sale-rows.ts',
    from: 'sale.movements.forEach(',
    to: 'sale.movements.slice(1).forEach(',
  },
  {
    breaks: '4 chain: perpetual totals forget what was before',
    file: 'src/store/sales.ts',
    from: 'turnover = turnover + excluded.turnover',
    to: 'turnover = excluded.turnover',
  },
  {
    breaks: '5 delivery: unsent is counted one too low',
    file: 'src/store/delivery.ts',
    from: 'confirm.run(head.epoch.ordinal, head.epoch.id, head.seq, head.hash)',
    to: 'confirm.run(head.epoch.ordinal, head.epoch.id, head.seq + 1, head.hash)',
  },
  {
    breaks: '5 delivery: what was passed over is not sent again',
    file: 'src/sync/resend.ts',
    from: 'const entries = next(seq)',
    to: 'const entries = next(seq).slice(0, 0)',
  },
  {
    breaks: '6 stock: goods that are sold come back',
    file: 'src/backend/inventory/ledger.ts',
    from: 'set on_hand = level.on_hand + excluded.on_hand',
    to: 'set on_hand = level.on_hand - excluded.on_hand',
  },
  {
    breaks: '6 stock: the last one is oversold in silence',
    file: 'src/backend/inventory/ledger.ts',
    from: 'quantity >= 0 || level.on_hand >= 0',
    to: 'quantity >= 0 || level.on_hand >= -1000',
  },
  {
    breaks: '6 stock: a till takes for contained what is not',
    file: 'src/backend/feeds/contained.ts',
    from: 'jsonb_object_agg(id, head_seq)',
    to: 'jsonb_object_agg(id, head_seq + 1)',
  },
  {
    breaks: '6 stock: a shopper is promised what is not there',
    file: 'src/backend/shop/availability.ts',
    from: 'Math.max(0, Math.min(...made))',
    to: 'Math.max(1000, Math.min(...made))',
  },
  {
    breaks: '6 returns: a sale does not say what it took back',
    file: 'src/application/selling/complete.ts',
    from: '...claimsOf(draft.lines),',
    to: '...claimsOf(draft.lines).slice(1),',
  },
  {
    breaks: '6 returns: what is risked without the backend has no limit',
    file: 'src/application/returns/put.ts',
    from: 'if (!isWithin(offlineLimit, refunds))',
    to: 'if (!isWithin(offlineLimit, refunds.slice(1)))',
  },
  {
    breaks: '6 coupons: a code is not spent',
    file: 'src/application/selling/complete.ts',
    from: '.map(({ code, claim = random.id() }) => couponClaim(claim, code))',
    to: '.flatMap(() => [])',
  },
  {
    breaks: '6 points: a sale takes what it brings',
    file: 'src/backend/customers/points.ts',
    from: "eb('points', '+', earned - redeemed)",
    to: "eb('points', '-', earned - redeemed)",
  },
  {
    breaks: '6 gift cards: a draw puts money on the card',
    file: 'src/domain/accounts/moves.ts',
    from: 'const amount = minor(0 - tender.amount)',
    to: 'const amount = minor(Math.abs(tender.amount))',
  },
  {
    breaks: '6 parking: a cart that somebody went on with waits for ever',
    file: 'src/backend/parking/fold.ts',
    from: '.set({ cart: null })',
    to: '.set({ lines: 0 })',
  },
  {
    breaks: '7 till: change never leaves the drawer',
    file: 'src/store/sales.ts',
    from: 'if (change !== 0)',
    to: 'if (change < 0)',
  },
  {
    breaks: '8 price: the till makes a price of its own',
    file: 'src/application/selling/ring/measure.ts',
    from: '{ unitPrice: price.unitPrice, price: price.id }',
    to: '{ unitPrice: (price.unitPrice + 1) as typeof price.unitPrice, price: price.id }',
  },
  {
    breaks: '9 print: a receipt is never asked for',
    file: 'src/application/selling/complete.ts',
    from: "printing.add({ id: core.random.id(), kind: 'receipt', sale, document }, context)",
    to: '',
  },
  {
    breaks: '10 authority: a sale is nobody’s',
    file: 'src/application/authority.ts',
    from: '?? null, actor, approver: null }',
    to: '?? null, actor: null, approver: null }',
  },
  {
    breaks: '4 chain: a file that was put back goes on under old numbers',
    file: 'src/store/stand.ts',
    from: 'const said = sinceWitness(parts)',
    to: 'const said = undefined as ReturnType<typeof sinceWitness>',
  },
]

/** As many as the campaign plays: the rarest of the faults that a bug may need came at the 28th. */
const SEEDS_MOST = 50

/** The first thing that was found wrong; undefined where the bug stayed hidden. */
export async function hunt(bug: Bug, processes: number): Promise<string | undefined> {
  const bundled = await bundle(bug)
  let found: string | undefined
  try {
    await playSeeds(bundled, {
      seeds: Array.from({ length: SEEDS_MOST }, (_, index) => index + 1),
      processes,
      tell({ seed, violations: [first] }) {
        if (first !== undefined) found ??= `seed ${String(seed)}: ${first.split('\n')[0] ?? ''}`
        return found === undefined
      },
    })
  } finally {
    bundled.remove()
  }
  return found
}
