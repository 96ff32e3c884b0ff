import { describe, expect, it } from 'vitest'
import { bornAtTheLatest, isOldEnough, isPlausibleBirth } from '../../src/domain/selling/age.ts'

describe('an age limit', () => {
  it.each([
    ['2008-11-26', '2026-11-26', true],
    ['2008-11-27', '2026-11-26', false],
    ['2008-02-29', '2026-02-28', false],
    ['2008-02-29', '2026-03-01', true],
    ['2008-02-29', '2028-02-29', true],
  ])('of 18 lets who was born on %s buy on %s: %s', (bornOn, today, expected) => {
    expect(isOldEnough(bornOn, 18, today)).toBe(expected)
  })

  it('takes no date that nobody alive was born on, and none to come', () => {
    expect(isPlausibleBirth('1899-01-01', '2026-11-26')).toBe(false)
    expect(isPlausibleBirth('2026-11-27', '2026-11-26')).toBe(false)
    expect(isPlausibleBirth('1926-11-26', '2026-11-26')).toBe(true)
  })

  it('is shown as the latest day of birth', () => {
    expect(bornAtTheLatest(16, '2026-11-26')).toBe('2010-11-26')
  })
})
