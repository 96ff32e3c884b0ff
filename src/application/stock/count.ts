/**
 * Counts of the shelf. Whoever counts is told nothing; whoever posts sees what differs, has lines
 * counted again, says why, and books it as one entry for each part.
 */
import type { z } from 'zod'
import type {
  beginCountSchema,
  CountReview,
  postCountSchema,
  recountSchema,
  SheetView,
} from '../../contract/terminal/stock.ts'
import type { guardedSchema } from '../../contract/terminal/commands.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { CountScope } from '../../domain/stock/count.ts'
import { askAgain, emptyCount } from '../../domain/stock/count-sheet.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import { countReview } from './count-review.ts'
import { createPostCount } from './post-count.ts'
import { expectSheet, shown } from './sheets.ts'

export interface CountingUses {
  beginCount(input: z.infer<typeof beginCountSchema>): Result<SheetView>
  reviewCount(input: z.infer<typeof guardedSchema>): Result<CountReview>
  recount(input: z.infer<typeof recountSchema>): Result<SheetView>
  postCount(input: z.infer<typeof postCountSchema>): Result<SheetView>
}

/** Looking goes no way: any limit reaches it. */
const LOOKING = { amount: minor(0) }

export function createCounting(core: Core): CountingUses {
  const { stockWork } = core.store
  return {
    beginCount({ command, scope }) {
      const done = core.run('stock.beginCount', command, (at) => {
        const authority = authorise(core, at, 'count-stock')
        if (!authority.ok) return authority
        if (stockWork.sheet('count')) return fail('sheet-changed')
        const wanted = scopeOf(core, scope)
        if (!wanted) return fail('department-unknown')
        const { random } = core
        const begun = { begunAt: at, begunBy: authority.value.person.id }
        const count = { id: random.id(), scope: wanted, part: 1, ...begun }
        stockWork.forgetCounted()
        stockWork.put(emptyCount(random.id(), at, count))
        return succeed(null)
      })
      return shown(core, 'count', done)
    },
    reviewCount({ command }) {
      const done = core.run('stock.reviewCount', command, (at) => {
        const authority = authorise(core, at, 'post-count', LOOKING)
        if (!authority.ok) return authority
        return stockWork.sheet('count') ? succeed(null) : fail('count-not-begun')
      })
      const shop = done.ok ? readShop(core) : done
      if (!shop.ok) return shop
      const sheet = stockWork.sheet('count')
      if (!sheet?.count) return fail('count-not-begun')
      return succeed(countReview({ core, shop: shop.value, at: core.clock.now() }, sheet))
    },
    recount({ command, lines, ...seen }) {
      const done = core.run('stock.recount', command, (at) => {
        const authority = authorise(core, at, 'post-count', LOOKING)
        if (!authority.ok) return authority
        const sheet = expectSheet(core, 'count', seen)
        const asked = sheet.ok ? askAgain(sheet.value, lines) : sheet
        if (!asked.ok) return asked
        stockWork.put(asked.value)
        return succeed(null)
      })
      return shown(core, 'count', done)
    },
    postCount: createPostCount(core),
  }
}

/** Undefined where there is no such department. */
function scopeOf(
  { store }: Core,
  scope: z.infer<typeof beginCountSchema>['scope'],
): CountScope | undefined {
  if (scope.kind !== 'department') return scope
  const known = store.catalogue.departments().find(({ id }) => id === scope.department)
  return known && { ...scope, name: known.name }
}
