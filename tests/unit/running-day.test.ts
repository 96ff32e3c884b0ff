/** A day that runs: what of it is compared with days that were whole. */
import { expect, it } from 'vitest'
import { dashboardOf } from '../../src/domain/reports/dashboard.ts'
import { NOTHING, type Figure } from '../../src/domain/reports/figure.ts'
import { comparedWith } from '../../src/domain/reports/period.ts'
import { hoursOver } from '../../src/domain/reports/running.ts'

const TODAY = { from: '2026-11-27', to: '2026-11-27' }
const at = (time: string, dayStartsAtMinute = 0) => ({
  ...{ now: Date.parse(`2026-11-${time}:00+01:00`), zone: 'Europe/Berlin', dayStartsAtMinute },
})
const overAt = (time: string, start = 0) => [...(hoursOver(TODAY, at(time, start))?.over ?? [])]

it('takes the hours that are over, and none of a day that does not run', () => {
  expect(overAt('27T00:59')).toEqual([])
  expect(overAt('27T03:00')).toEqual(['00', '01', '02'])
  expect(overAt('27T23:59')).toHaveLength(23)
  expect(hoursOver(TODAY, at('27T11:20'))?.hour).toBe('11')
  expect(hoursOver(TODAY, at('28T00:00'))).toBeUndefined()
  expect(hoursOver({ ...TODAY, from: '2026-11-26' }, at('27T11:00'))).toBeUndefined()
})

it('follows a day that begins at night, and leaves the hour out in which it begins', () => {
  expect(overAt('27T07:00', 5 * 60)).toEqual(['05', '06'])
  expect(overAt('28T01:30', 5 * 60)).toHaveLength(20)
  expect(hoursOver(TODAY, at('27T04:59', 5 * 60))).toBeUndefined()
  expect(overAt('27T07:00', 5 * 60 + 30)).toEqual(['06'])
})

it('compares both days up to the same hour', () => {
  const sold = (hour: string, amount: number): Figure[] =>
    (['hour', 'channel'] as const).map((part) => {
      const key = part === 'hour' ? hour : 'counter'
      return { ...NOTHING, part, key, count: 1, amount }
    })
  const whole = [...sold('09', 100), ...sold('10', 300), ...sold('17', 900)]
  const day = [...sold('09', 200), ...sold('10', 300), ...sold('11', 50)]
  const { total, week, year, running } = dashboardOf(
    { period: TODAY, ranked: day, days: [], week: whole, year: [] },
    {
      ...{ currency: 'EUR', margins: true, compared: comparedWith(TODAY), nameOf: () => null },
      hours: hoursOver(TODAY, at('27T11:05')),
    },
  )
  expect([total.amount, week.total.amount]).toEqual([550, 1300])
  expect(running).toMatchObject({
    ...{ hour: '11', total: { amount: 500, count: 2 }, week: { amount: 400, count: 2 } },
    year: { amount: 0 },
  })
  expect(year.total.amount).toBe(0)
})
