import fc from 'fast-check'
import { expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { decide, type Extent, type Grant } from '../../src/domain/permission.ts'
import { exceeds } from '../../src/domain/permission-reach.ts'
import { rate } from '../../src/domain/rate.ts'

const few = fc.integer({ min: 0, max: 4 })
const extent: fc.Arbitrary<Extent> = fc.record(
  { percent: few.map(rate), amount: few.map(minor), count: few },
  { requiredKeys: [] },
)
const grant: fc.Arbitrary<Grant> = fc.oneof(
  fc.constant<Grant>({ kind: 'allowed' }),
  fc.constant<Grant>({ kind: 'denied' }),
  fc.constant<Grant>({ kind: 'approval' }),
  extent.map((within): Grant => ({ kind: 'approval', within })),
)

const FURTHER = ['denied', 'approval', 'allowed']
const isFurther = (one: Grant, other: Grant, far: Extent) =>
  FURTHER.indexOf(decide(one, far)) > FURTHER.indexOf(decide(other, far))

it('a grant that does not exceed another goes no further than it, however far an act goes', () => {
  fc.assert(
    fc.property(grant, grant, extent, (wanted, own, far) => {
      if (!exceeds(wanted, own)) expect(isFurther(wanted, own, far)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

it('no grant exceeds itself, and none exceeds what is allowed', () => {
  fc.assert(
    fc.property(grant, (each) => {
      expect([exceeds(each, each), exceeds(each, { kind: 'allowed' })]).toEqual([false, false])
    }),
  )
})
