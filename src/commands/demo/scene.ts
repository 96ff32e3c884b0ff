/** Who and what takes part in the demo's day. */
import type { Clock } from '../../ports/clock.ts'
import type { ShopFloor } from '../shop-floor.ts'
import type { Till } from '../till.ts'
import type { Cashier } from './cashier.ts'
import type { Telling } from './telling.ts'

export interface Day {
  readonly floor: ShopFloor
  readonly till: Till
  readonly cashier: Cashier
  readonly telling: Telling
  readonly clock: Clock
}
