/** What is done about goods that come back, and what whoever does it must be allowed. */
import { v7 } from 'uuid'
import { ONE, quantity } from '../../src/domain/quantity.ts'
import type { Act } from './acts.ts'
import { draftCommand } from './shop.ts'

export const RETURN_ACTS: Readonly<Record<string, Act>> = {
  'returns.put': {
    ...{ needs: 'return', atOpenTill: true },
    act: ({ terminal }) => {
      const why = { reason: 'faulty', condition: 'as-new', restock: true } as const
      const lines = [{ line: v7(), quantity: quantity(ONE), ...why }]
      return terminal.returns.put({ command: v7(), sale: v7(), lines })
    },
  },
  'returns.bring': {
    ...{ needs: 'return', atOpenTill: true },
    act: ({ terminal }) => {
      const why = { reason: 'faulty', condition: 'as-new', restock: true } as const
      const goods = { by: 'code', text: '1' } as const
      return terminal.returns.bring({ command: v7(), goods, quantity: quantity(ONE), ...why })
    },
  },
  'receipts.gift': {
    ...{ needs: 'reprint-receipt', atOpenTill: false },
    act: ({ terminal }) => terminal.receipts.gift({ command: v7(), sale: v7() }),
  },
  'giftCards.note': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.giftCards.note(draftCommand(shop)),
  },
  'returns.refund': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.returns.refund(draftCommand(shop)),
  },
  'returns.refundToCard': {
    ...{ needs: 'return', atOpenTill: true },
    act: (shop) => shop.terminal.returns.refundToCard(draftCommand(shop)),
  },
}
