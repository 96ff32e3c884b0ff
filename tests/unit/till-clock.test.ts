import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backendInstant, isClockNews, readClock } from '../../src/domain/till/clock.ts'
import { dayToldOtherwise } from '../../src/domain/till/day.ts'
import { businessDateOf } from '../../src/domain/time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.parse('2026-11-23T10:00:00Z')
const reading = (ahead: number, within = 0, at = NOW) => ({ at, ahead, within })

describe('the till’s clock against the backend’s', () => {
  it('is off by what its reading says, wherever on the way the backend told its time', () => {
    const milliseconds = fc.integer({ min: 0, max: 5_000 })
    const off = fc.integer({ min: -400 * DAY, max: 400 * DAY })
    fc.assert(
      fc.property(off, milliseconds, milliseconds, (ahead, there, back) => {
        fc.pre(there + back <= 5_000)
        const told = NOW - ahead - back
        const read = readClock({ told, now: NOW, tookMs: there + back })
        expect(Math.abs((read?.ahead ?? Infinity) - ahead)).toBeLessThanOrEqual(read?.within ?? 0)
      }),
    )
  })

  it('is not read from an answer that was long on its way', () => {
    expect(readClock({ told: NOW, now: NOW, tookMs: 5_000 })).toBeDefined()
    expect(readClock({ told: NOW, now: NOW, tookMs: 5_001 })).toBeUndefined()
  })

  it('is written again where it says something else, or after a quarter of an hour', () => {
    const later = (ms: number, ahead = 0) => isClockNews(reading(0), reading(ahead, 0, NOW + ms))
    expect(isClockNews(undefined, reading(0))).toBe(true)
    expect([later(1), later(HOUR / 4 - 1), later(HOUR / 4)]).toEqual([false, false, true])
    expect([later(1, 999), later(1, 1_000), later(1, -1_000), later(-1)]).toEqual([
      ...[false, true, true, true],
    ])
  })

  it('is wrong where it is off by more than a minute beyond what the reading leaves open', () => {
    expect(backendInstant(undefined, NOW)).toBeUndefined()
    expect(backendInstant(reading(60_000), NOW)).toBeUndefined()
    expect(backendInstant(reading(-62_000, 2_000), NOW)).toBeUndefined()
    expect(backendInstant(reading(62_001, 2_000), NOW)).toBe(NOW - 62_001)
    expect(backendInstant(reading(-DAY), NOW + HOUR)).toBe(NOW + HOUR + DAY)
  })

  it('is not judged by a reading of before it was set back', () => {
    expect(backendInstant(reading(DAY), NOW - 60_000)).toBe(NOW - 60_000 - DAY)
    expect(backendInstant(reading(DAY), NOW - 60_001)).toBeUndefined()
  })
})

describe('the day by the backend’s clock', () => {
  const dateOf = (instant: number) => businessDateOf(instant, 'Europe/Berlin')
  const told = (ahead: number, now: number) => dayToldOtherwise(reading(ahead, 0, now), now, dateOf)

  it('is told where the till’s clock says another one in the store’s zone', () => {
    expect(told(3 * DAY, NOW)).toBe('2026-11-20')
    expect(told(-12 * HOUR, NOW)).toBeUndefined()
    // In Berlin it is midnight at 23:00 by UTC.
    expect(told(-13 * HOUR, NOW)).toBe('2026-11-24')
    expect(told(2 * 60_000, Date.parse('2026-11-22T23:01:00Z'))).toBe('2026-11-22')
  })

  it('is not told by what the clocks of a network differ', () => {
    expect(told(60_000, Date.parse('2026-11-22T23:00:30Z'))).toBeUndefined()
  })
})
