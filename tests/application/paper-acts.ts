/** Acts on what customers take home beside their receipt, as `acts.ts` lists all. */
import { v7 } from 'uuid'
import { minor } from '../../src/domain/money.ts'
import type { Act } from './acts.ts'
import { draftCommand } from './shop.ts'

export const PAPER_ACTS: Readonly<Record<string, Act>> = {
  'parking.quote': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.parking.quote(draftCommand(shop)),
  },
  'layaways.begin': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.layaways.begin(draftCommand(shop)),
  },
  'layaways.pay': {
    ...{ needs: 'sell', atOpenTill: true },
    act: ({ terminal }) => terminal.layaways.pay({ command: v7(), park: v7(), amount: minor(100) }),
  },
  'layaways.end': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) =>
      shop.terminal.layaways.end({ ...draftCommand(shop), park: v7(), as: 'handed-over' }),
  },
  'mail.noteFailed': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) => terminal.mail.noteFailed({ command: v7() }),
  },
  'mail.sendQuote': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.mail.sendQuote({ command: v7(), park: v7(), address: 'ada@engine.example' }),
  },
  'mail.send': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.mail.send({ command: v7(), sale: v7(), address: 'ada@engine.example' }),
  },
}
