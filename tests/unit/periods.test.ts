/** Days that a report is of: by the calendar, one step on, and what cannot be asked for. */
import { expect, it } from 'vitest'
import { faultOf, periodNamed, stepped } from '../../src/domain/reports/period.ts'

it('names the months and the year of the calendar', () => {
  const today = '2026-03-05'
  expect(periodNamed('this-month', today)).toEqual({ from: '2026-03-01', to: today })
  expect(periodNamed('last-month', today)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(periodNamed('this-year', today)).toEqual({ from: '2026-01-01', to: today })
  expect(periodNamed('last-month', '2028-01-31')).toEqual({ from: '2027-12-01', to: '2027-12-31' })
  expect(faultOf(periodNamed('this-year', '2028-12-31'), 366)).toBeUndefined()
})

it('steps from a month to a month, and else by as many days', () => {
  const may = { from: '2026-05-01', to: '2026-05-31' }
  expect(stepped(may, -1)).toEqual({ from: '2026-04-01', to: '2026-04-30' })
  expect(stepped(stepped(may, -1), 1)).toEqual(may)
  const week = { from: '2026-05-25', to: '2026-05-31' }
  expect(stepped(week, 1)).toEqual({ from: '2026-06-01', to: '2026-06-07' })
})

it('says why days cannot be reported', () => {
  const of = (from: string, to: string, longest = 366) => faultOf({ from, to }, longest)
  expect(of('2025-01-01', '2026-01-01')).toBeUndefined()
  expect(of('2025-01-01', '2026-01-02')).toBe('too-long')
  expect(of('2026-05-01', '2026-06-01', 31)).toBe('too-long')
  expect(of('2026-05-02', '2026-05-01')).toBe('turned')
  expect([of('', '2026-05-01'), of('2026-02-30', '2026-05-01')]).toEqual(['missing', 'missing'])
  expect(of('12026-01-01', '12026-01-01')).toBe('missing')
})
