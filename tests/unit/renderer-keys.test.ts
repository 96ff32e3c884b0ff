import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import {
  actOf,
  choosableKey,
  choose,
  isInMenu,
  KEY_ACTS,
  KEYMAP,
  menuActOf,
  putInForce,
  tableOf,
  type KeyAct,
  type KeyTable,
} from '../../renderer/keyboard/keymap.ts'
import { chosenKeysSchema, type ChosenKeys } from '../../src/domain/settings.ts'

function press(key: string, more = {}) {
  const held = { shift: false, ctrl: false, alt: false, repeat: false }
  return { code: '', key, at: 0, ...held, ...more }
}

function allKeys(table: KeyTable): string[] {
  return KEY_ACTS.flatMap((act) => table[act].keys)
}

const KEYS = [
  'F1',
  'F2',
  'F8',
  'F9',
  'F12',
  'Delete',
  'Home',
  'Ctrl+z',
  'Ctrl+k',
  '+',
  'Enter',
  'a',
]
const choices = fc.array(fc.tuple(fc.constantFrom(...KEY_ACTS), fc.constantFrom(...KEYS)))

describe('keys that were chosen', () => {
  afterEach(() => putInForce({}))

  it('never mean two things, whatever was chosen in whatever order', () => {
    fc.assert(
      fc.property(choices, (wishes) => {
        const chosen = wishes.reduce<ChosenKeys>(
          (before, [act, key]) => choose(before, act, key),
          {},
        )
        expect(chosenKeysSchema.safeParse(chosen).success).toBe(true)
        const keys = allKeys(tableOf(chosen))
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys.toSorted()).toHaveLength(allKeys(tableOf({})).length)
      }),
    )
  })

  it('never mean two things either when a file of choices is anything at all', () => {
    const files = fc.dictionary(
      fc.constantFrom<string>(...KEY_ACTS, 'gone'),
      fc.constantFrom(...KEYS),
    )
    fc.assert(
      fc.property(files, (chosen) => {
        const keys = allKeys(tableOf(chosen))
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('exchange with the act that had the key', () => {
    const chosen = choose({}, 'cash', 'F9')
    expect(tableOf(chosen).cash).toMatchObject({ keys: ['F9', '+'], print: 'F9' })
    expect(tableOf(chosen).card).toMatchObject({ keys: ['F8'], print: 'F8' })
    expect(choose(chosen, 'card', 'F9')).toStrictEqual({})
  })

  it('are what a press does and what the buttons print', () => {
    putInForce(choose({}, 'cash', 'F11'))
    expect(actOf(press('F11'))).toBe('cash')
    expect(actOf(press('F8'))).toBeUndefined()
    expect(KEYMAP.cash.print).toBe('F11')
  })

  it('stay the last choice of a key after every choice', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...KEY_ACTS), (wishes, act) => {
        const before = wishes.reduce<ChosenKeys>((so, [each, key]) => choose(so, each, key), {})
        const after = tableOf(choose(before, act, 'F11'))
        if (!after[act].isFixed) expect(after[act].keys[0]).toBe('F11')
      }),
    )
  })

  it('may be had by what else is a letter of the menu, which the other act gets for it', () => {
    putInForce(choose({}, 'quote', 'F2'))
    expect(actOf(press('F2'))).toBe('quote')
    expect(menuActOf(press('q'))).toBe('search')
    putInForce(choose({}, 'quote', 'F11'))
    expect(menuActOf(press('q'))).toBeNull()
    expect(isInMenu('quote')).toBe(false)
    expect(choose(choose({}, 'quote', 'F2'), 'search', 'F2')).toStrictEqual({})
  })

  it('are found by their place where a keyboard writes another alphabet', () => {
    expect(menuActOf(press('س', { code: 'KeyS' }))).toBe('stock')
    expect(actOf(press('ل', { code: 'KeyB', ctrl: true }))).toBe('returns')
    // Where the keyboard is Latin its own letters count, wherever they lie.
    expect(actOf(press('z', { code: 'KeyY', ctrl: true }))).toBe('undo')
    for (const other of [press('5'), press('s', { ctrl: true }), press('F1')]) {
      expect(menuActOf(other)).toBeUndefined()
    }
  })

  it('cannot be those of typing, paying the exact amount or going back', () => {
    for (const key of ['a', '5', 'Enter', 'Escape', 'ArrowUp', 'Tab']) {
      expect(choosableKey(press(key))).toBeUndefined()
      expect(choose({}, 'cash', key)).toStrictEqual({})
    }
    expect(choosableKey(press('c', { ctrl: true }))).toBeUndefined()
    expect(choosableKey(press('K', { ctrl: true }))).toBe('Ctrl+k')
    for (const act of ['confirm', 'back', 'up', 'down'] satisfies KeyAct[]) {
      expect(choose({}, act, 'F12')).toStrictEqual({})
    }
  })
})
