/** Making and changing goods and departments, for the tables of acts that need a permission. */
import { v7 } from 'uuid'
import { unitPrice } from '../../src/domain/money.ts'
import type { Act } from './acts.ts'
import { DEPARTMENT, EMPTY_DEPARTMENT, MILK } from './shop.ts'

export const NEW_GOODS = {
  ...{ name: 'Oat drink', size: '1l', department: DEPARTMENT, taxClass: 'standard' },
  ...{ unit: 'piece' as const, codes: ['4012345678901'], unitPrice: unitPrice(1_990_000) },
  from: null,
}

export const GOODS_ACTS: Readonly<Record<string, Act>> = {
  'goods.create': {
    ...{ needs: 'create-goods', atOpenTill: false },
    act: ({ terminal }) => terminal.goods.create({ command: v7(), ...NEW_GOODS }),
  },
  'goods.change': {
    ...{ needs: 'change-goods', atOpenTill: false },
    act: ({ terminal }) => {
      const price = { was: unitPrice(MILK.price * 10_000), to: unitPrice(1_490_000) }
      const change = { variant: MILK.variant, unitPrice: price, from: null }
      return terminal.goods.change({ command: v7(), ...change })
    },
  },
  'departments.create': {
    ...{ needs: 'create-goods', atOpenTill: false },
    act: ({ terminal }) => terminal.departments.create({ command: v7(), name: 'Flowers' }),
  },
  'departments.change': {
    ...{ needs: 'change-goods', atOpenTill: false },
    act: ({ terminal }) => {
      const name = { was: 'Food', to: 'Groceries' }
      return terminal.departments.change({ command: v7(), department: DEPARTMENT, name })
    },
  },
  'departments.end': {
    ...{ needs: 'change-goods', atOpenTill: false },
    act: ({ terminal }) =>
      terminal.departments.end({ command: v7(), department: EMPTY_DEPARTMENT }),
  },
  'labels.print': {
    ...{ needs: 'print-labels', atOpenTill: false },
    act: ({ terminal }) => {
      const labels = [{ variant: MILK.variant, unitPrice: null, copies: 1 }]
      return terminal.labels.print({ command: v7(), labels })
    },
  },
}
