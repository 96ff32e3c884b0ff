/** Acts on what customers take home beside their receipt, as `acts.ts` lists all. */
import { v7 } from 'uuid'
import type { Act } from './acts.ts'
import { draftCommand } from './shop.ts'

export const PAPER_ACTS: Readonly<Record<string, Act>> = {
  'parking.quote': {
    ...{ needs: 'sell', atOpenTill: true },
    act: (shop) => shop.terminal.parking.quote(draftCommand(shop)),
  },
  'mail.send': {
    ...{ needs: 'serve-customer', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.mail.send({ command: v7(), sale: v7(), address: 'ada@engine.example' }),
  },
}
