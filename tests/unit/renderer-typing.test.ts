import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOf } from '../../renderer/format/format.ts'
import { readAmount, withKey } from '../../renderer/format/typed-amount.ts'
import { readPercent } from '../../renderer/format/typed-percent.ts'
import { actOf, digitOf, KEYMAP } from '../../renderer/keyboard/keymap.ts'
import { emptyEntry, isNumber, readQuantity, typed } from '../../renderer/state/entry.ts'
import { readPreferences } from '../../renderer/preferences.ts'
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'

function keys(text: string, exponent = 2): string {
  return text.split('').reduce((before, key) => withKey(before, key, exponent) ?? before, '')
}

it('keeps the minus before its figure where one reads from the right', () => {
  const shop = { locale: 'en-IE', currency: 'EUR', zone: 'UTC' }
  expect(formatOf(shop, 'ar').figure(-69)).toBe('\u2066-0.69\u2069')
  expect(formatOf(shop, 'ar').money(69)).toBe('€0.69')
  expect(formatOf(shop, 'de').figure(-69)).toBe('-0.69')
})

describe('a typed amount', () => {
  it.each([
    ['1250', 2, 1250],
    ['12.5', 2, 1250],
    ['12,50', 2, 1250],
    ['.5', 2, 50],
    ['20.', 2, 2000],
    ['0020', 2, 20],
    ['1250', 0, 1250],
    ['1.5', 3, 1500],
  ])('of %s with %i decimals is %i minor units', (text, exponent, amount) => {
    expect(readAmount(keys(text, exponent), exponent)).toBe(amount)
  })

  it.each([
    ['10', 100_000],
    ['12.5', 125_000],
    ['0,25 %', 2500],
    ['100', 1_000_000],
    ['100.01', null],
    ['ten', null],
    ['1.234', null],
  ])('of %s percent is %s parts per million', (text, share) => {
    expect(readPercent(text)).toBe(share)
  })

  it('that was not typed is none', () => {
    expect(readAmount('', 2)).toBeNull()
  })

  it('takes no more decimals than the currency has, and no sign where it has none', () => {
    expect(keys('1.234')).toBe('1.23')
    expect(keys('1.5', 0)).toBe('15')
  })

  it('stays an amount of money whatever is typed', () => {
    const pressed = fc.array(
      fc.constantFrom('0', '1', '9', '00', '.', ',', 'Backspace', 'x', 'Enter'),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(pressed, fc.constantFrom(0, 2, 3), (all, exponent) => {
        const text = all.reduce((before, key) => withKey(before, key, exponent) ?? before, '')
        const amount = readAmount(text, exponent)
        expect(amount === null || (Number.isSafeInteger(amount) && amount >= 0)).toBe(true)
      }),
      { seed: 11 },
    )
  })
})

describe('the entry', () => {
  it.each([
    ['3*', 3000],
    ['3x', 3000],
    ['12 ×', 12_000],
    ['0,486*', 486],
    ['2.5*', 2500],
  ])('reads %s as a waiting quantity', (text, quantity) => {
    expect(typed(emptyEntry, text)).toStrictEqual({ text: '', quantity })
  })

  it('keeps a waiting quantity while a name is typed', () => {
    const waiting = typed(emptyEntry, '3*')
    expect(typed(waiting, 'milk')).toStrictEqual({ text: 'milk', quantity: 3000 })
  })

  it.each(['0*', '*', 'milk*', '99999999*'])('takes no quantity from %s', (text) => {
    expect(typed(emptyEntry, text).quantity).toBeNull()
  })

  it('tells a number from a name', () => {
    expect([isNumber('4006'), isNumber('7up'), isNumber('')]).toStrictEqual([true, false, false])
  })

  it('reads quantities above zero only', () => {
    expect([readQuantity('0'), readQuantity('1,5'), readQuantity('-1')]).toStrictEqual([
      null,
      1500,
      null,
    ])
  })
})

describe('the keys', () => {
  const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
    ...{ key, code: '', shift: false, ctrl: false, at: 0 },
    ...change,
  })

  it('mean one act each', () => {
    const all = Object.values(KEYMAP).flatMap((row): readonly string[] => row.keys)
    expect(new Set(all).size).toBe(all.length)
  })

  it('are read with Control, without regard to capitals', () => {
    expect(actOf(press('Z', { ctrl: true }))).toBe('undo')
    expect(actOf(press('z'))).toBeUndefined()
  })

  it('act once when they are held down, but for the arrows', () => {
    expect(actOf(press('F8', { repeat: true }))).toBeUndefined()
    expect(actOf(press('ArrowDown', { repeat: true }))).toBe('down')
  })

  it('are the person’s own with Alt', () => {
    expect(actOf(press('F8', { alt: true }))).toBeUndefined()
    expect(digitOf(press('1', { alt: true }))).toBeUndefined()
  })
})

describe('figures', () => {
  const german = formatOf({ locale: 'de', currency: 'EUR', zone: 'Europe/Berlin' })

  it('are written as the shop’s country writes them', () => {
    expect(german.figure(123_456)).toBe('1.234,56')
    expect(german.quantity(486, 'kilogram')).toBe('0,486 kg')
    expect(german.rate(190_000)).toBe('19\u00a0%')
    expect(formatOf({ locale: 'ja', currency: 'JPY', zone: 'Asia/Tokyo' }).figure(1250)).toBe(
      '1,250',
    )
    expect(formatOf({ locale: 'en', currency: 'KWD', zone: 'UTC' }).figure(1250)).toBe('1.250')
  })

  it('tell the currency from the number', () => {
    const number = german.moneyParts(1250).filter((part) => !part.isCurrency)
    expect(number.map((part) => part.text.trim()).join('')).toBe('12,50')
  })

  it('show the time of the store, not of the machine', () => {
    expect(german.time(Date.UTC(2026, 10, 23, 9, 42))).toBe('10:42')
  })
})

describe('preferences', () => {
  it('that cannot be read are the usual ones', () => {
    const usual = { theme: 'auto', language: null, languages: {}, isMuted: false, hand: 'right' }
    expect(readPreferences(null)).toStrictEqual(usual)
    expect(readPreferences('{')).toStrictEqual(usual)
    expect(readPreferences('{"theme":"pink","isMuted":1,"hand":"left"}')).toStrictEqual({
      ...usual,
      hand: 'left',
    })
  })
})
