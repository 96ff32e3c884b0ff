/** The acts of the till and its drawer, and which permission each needs. */
import { v7 } from 'uuid'
import { minor } from '../../src/domain/money.ts'
import type { CashMoveKind } from '../../src/domain/till/cash-move.ts'
import type { Act } from './acts.ts'
import type { Shop } from './shop.ts'

const nothing = { after: 0, counted: minor(0) }
const openSession = ({ store }: Shop) => store.tills.current()?.id ?? v7()
const moveCash = ({ terminal }: Shop, kind: CashMoveKind) => {
  const moved = { kind, currency: null, amount: minor(100), reason: 'change' }
  return terminal.till.moveCash({ command: v7(), ...moved })
}

export const TILL_ACTS: Readonly<Record<string, Act>> = {
  'till.open': {
    ...{ needs: 'open-till', atOpenTill: false },
    act: ({ terminal }) => terminal.till.open({ command: v7(), float: minor(0) }),
  },
  'till.close': {
    ...{ needs: 'close-till', atOpenTill: false },
    act: ({ terminal }) => terminal.till.close({ command: v7(), session: v7(), count: 1 }),
  },
  'till.continueDay': {
    ...{ needs: 'open-till', atOpenTill: true },
    act: (shop) => shop.terminal.till.continueDay({ command: v7(), session: openSession(shop) }),
  },
  'till.review': {
    ...{ needs: 'close-till', atOpenTill: false },
    act: ({ terminal }) => terminal.till.review({ command: v7(), session: v7() }),
  },
  'till.beginCount': {
    ...{ needs: 'count-till', atOpenTill: true },
    act: (shop) => shop.terminal.till.beginCount({ command: v7(), session: openSession(shop) }),
  },
  'till.count': {
    ...{ needs: 'count-till', atOpenTill: true },
    act: (shop) =>
      shop.terminal.till.count({ command: v7(), session: openSession(shop), ...nothing }),
  },
  'till.moveCash, into the drawer': {
    ...{ needs: 'pay-in', atOpenTill: true },
    act: (shop) => moveCash(shop, 'paid-in'),
  },
  'till.moveCash, out of it': {
    ...{ needs: 'pay-out', atOpenTill: true },
    act: (shop) => moveCash(shop, 'paid-out'),
  },
  'till.moveCash, to the safe': {
    ...{ needs: 'drop-cash', atOpenTill: true },
    act: (shop) => moveCash(shop, 'safe-drop'),
  },
  'till.readX': {
    ...{ needs: 'read-till', atOpenTill: true },
    act: ({ terminal }) => terminal.till.readX({ command: v7() }),
  },
  'till.zs': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) => terminal.till.zs({ command: v7() }),
  },
  'till.readZ': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) => terminal.till.readZ({ command: v7(), session: v7() }),
  },
  'till.reprintZ': {
    ...{ needs: 'read-till', atOpenTill: false },
    act: ({ terminal }) => terminal.till.reprintZ({ command: v7(), session: v7() }),
  },
  'till.openDrawer': {
    ...{ needs: 'open-drawer', atOpenTill: true },
    act: ({ terminal }) => terminal.till.openDrawer({ command: v7(), reason: 'change' }),
  },
}
