import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keystrokesOf, type WedgePace } from '../../drivers/scanner/wedge-simulator.ts'
import { calibrate, SETUP_CODE } from '../../src/domain/barcode/calibration.ts'
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'
import { expire, press, WEDGE_IDLE } from '../../src/domain/barcode/wedge.ts'
import { wedgeSchema, type WedgeSettings } from '../../src/domain/settings.ts'

const PLAIN: WedgeSettings = { gapMs: 50, shortest: 6, prefix: null, suffix: 'Enter' }
const PREFIXED: WedgeSettings = { ...PLAIN, prefix: 'F9' }
const GTIN = '4006381333931'

function pressesOf(text: string, pace: WedgePace, begin = 1000): KeyPress[] {
  let at = begin
  return keystrokesOf(text, pace).map(({ gapMs, ...stroke }) => ({ ...stroke, at: (at += gapMs) }))
}

function after(presses: readonly KeyPress[], pause: number): number {
  return (presses.at(-1)?.at ?? 0) + pause
}

/** Plays presses as a screen would: what was scanned, what a field got, in the order it got it. */
function play(presses: readonly KeyPress[], settings: WedgeSettings) {
  const seen = { scans: [] as string[], cards: 0, typed: [] as string[], longestHold: 0 }
  let state = WEDGE_IDLE
  const see = (taken: ReturnType<typeof press>, now: number) => {
    state = taken.state
    for (const key of taken.release) {
      seen.typed.push(key.key)
      seen.longestHold = Math.max(seen.longestHold, now - (taken.release.at(-1)?.at ?? now))
    }
    if (taken.outcome.type === 'scan') seen.scans.push(taken.outcome.text)
    if (taken.outcome.type === 'card-refused') seen.cards += 1
    return taken
  }
  let until: number | null = null
  for (const key of [...presses, undefined]) {
    if (until !== null && (key === undefined || key.at > until)) {
      see(expire(state, until + 1, settings), until + 1)
    }
    if (key === undefined) break
    const taken = see(press(state, key, settings), key.at)
    if (!taken.swallow && !/Shift|Control/.test(key.key)) seen.typed.push(key.key)
    until = taken.until
  }
  expect(state).toEqual(WEDGE_IDLE)
  return seen
}

describe('a keyboard wedge', () => {
  it.each([
    ['without prefix', PLAIN, {}],
    ['with prefix', PREFIXED, { prefix: 'F9' }],
  ])('delivers every code that its keys can say, and types nothing (%s)', (_, settings, frame) => {
    const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
    const code = fc
      .string({ unit: fc.constantFrom(...printable, '\u001d'), minLength: 6, maxLength: 60 })
      .filter((text) => !/^[ \u001d]|%B\d|;\d{8}/i.test(text))
    fc.assert(
      fc.property(code, fc.array(fc.nat(50), { minLength: 1, maxLength: 9 }), (text, gapMs) => {
        const seen = play(pressesOf(text, { gapMs, ...frame }), settings)
        expect(seen).toMatchObject({ scans: [text], typed: [], cards: 0 })
      }),
      { seed: 20_262, numRuns: 1000 },
    )
  })

  it('reads places of keys, whatever the layout makes of them', () => {
    const azerty = `'àà-"_&"""ç"&`
    const presses = pressesOf(GTIN, { gapMs: 10 }).map((key, at) => ({
      ...key,
      key: azerty[at] ?? key.key,
    }))
    expect(play(presses, PLAIN).scans).toEqual([GTIN])
  })

  it('keeps two quick scans apart, and one whose end was lost away from the next', () => {
    const first = pressesOf(GTIN, { gapMs: 5 })
    const second = pressesOf('96385074', { gapMs: 5 }, after(first, 0))
    expect(play([...first, ...second], PLAIN)).toMatchObject({
      scans: [GTIN, '96385074'],
      typed: [],
    })

    const torn = pressesOf('400638', { gapMs: 5, prefix: 'F9', suffix: null })
    const whole = pressesOf(GTIN, { gapMs: 5, prefix: 'F9' }, after(torn, 0))
    expect(play([...torn, ...whole], PREFIXED).scans).toEqual([GTIN])

    const late = pressesOf(GTIN, { gapMs: 5 }, after(torn, 60))
    expect(play([...torn.slice(1), ...late], PLAIN).scans).toEqual([GTIN])
  })

  it('gives back, in order and soon, whatever was typed', () => {
    const typed = pressesOf('Oat milk 2', { gapMs: [180, 90, 220, 60], suffix: 'Enter' })
    const seen = play(typed, PLAIN)
    expect(seen).toMatchObject({ scans: [], typed: [...Array.from('Oat milk 2'), 'Enter'] })
    expect(seen.longestHold).toBeLessThanOrEqual(PLAIN.gapMs + 1)
  })

  it('types what is typed, scans what is scanned, in any mixture', () => {
    const chunk = fc.oneof(
      fc.record({ scan: fc.constant(false), text: fc.stringMatching(/^[a-z0-9]{1,8}$/) }),
      fc.record({ scan: fc.constant(true), text: fc.stringMatching(/^\d{6,14}$/) }),
    )
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 8 }), (chunks) => {
        let at = 0
        const presses = chunks.flatMap(({ scan, text }) => {
          const pace = scan ? { gapMs: 20 } : { gapMs: 80, suffix: null }
          const made = pressesOf(text, pace, at + 500)
          at = after(made, 0)
          return made
        })
        const seen = play(presses, PLAIN)
        expect(seen.scans).toEqual(chunks.filter(({ scan }) => scan).map(({ text }) => text))
        const typing = chunks.filter(({ scan }) => !scan).map(({ text }) => text)
        expect(seen.typed.join('')).toBe(typing.join(''))
      }),
      { seed: 20_263, numRuns: 300 },
    )
  })

  it('takes no fast number for a scan where a prefix is set, nor the numpad’s own Enter', () => {
    const slowScanner = { ...PREFIXED, gapMs: 120 }
    const fast = pressesOf(GTIN, { gapMs: 60 })
    expect(play(fast, slowScanner)).toMatchObject({
      scans: [],
      typed: [...Array.from(GTIN), 'Enter'],
    })
    const numpad = pressesOf(GTIN, { gapMs: 60, suffix: 'NumpadEnter' })
    expect(play(numpad, { ...slowScanner, prefix: null })).toMatchObject({
      scans: [],
      typed: [...Array.from(GTIN), 'NumpadEnter'],
    })
  })

  it('takes neither a short number, nor a held key, nor a shortcut for a scan', () => {
    expect(play(pressesOf('12345', { gapMs: 5 }), PLAIN)).toMatchObject({
      scans: [],
      typed: [...Array.from('12345'), 'Enter'],
    })
    const held = pressesOf('0000000000', { gapMs: 33 }).map((key, at) => ({
      ...key,
      repeat: at > 0,
    }))
    expect(play(held, PLAIN).scans).toEqual([])
    const shortcut = { code: 'KeyV', key: 'v', shift: false, ctrl: true, at: 5 }
    expect(press(WEDGE_IDLE, shortcut, PLAIN)).toMatchObject({ swallow: false, until: null })
    const space = { ...shortcut, code: 'Space', key: ' ', ctrl: false }
    expect(press(WEDGE_IDLE, space, PLAIN)).toMatchObject({ swallow: false, until: null })
  })

  it('drops control characters but the separator of GS1 codes', () => {
    const presses = pressesOf(`01${GTIN.padStart(14, '0')}10A\u001d21B`, { gapMs: 5 })
    const control = { code: 'KeyD', key: 'd', shift: false, ctrl: true, at: presses[3]?.at ?? 0 }
    const disturbed = presses.toSpliced(4, 0, control)
    expect(play(disturbed, PLAIN).scans).toEqual([`010${GTIN}10A\u001d21B`])
  })

  it.each([
    ['%B4111111111111111^DOE/JANE^27122010000?;4111111111111111=27122010000?'],
    [';4111111111111111=27122010000?'],
  ])('refuses a payment card and forgets every key of it', (track) => {
    for (const settings of [PLAIN, PREFIXED, { ...PLAIN, gapMs: 5 }]) {
      const seen = play(pressesOf(track, { gapMs: 12 }), settings)
      expect(seen).toEqual({ scans: [], cards: 1, typed: [], longestHold: 0 })
    }
  })

  it('still lets a person type the characters that a card begins with', () => {
    const typed = pressesOf('50%;1', { gapMs: 150, suffix: null })
    expect(play(typed, PREFIXED).typed).toEqual(Array.from('50%;1'))
    expect(play(pressesOf('%off', { gapMs: 30 }), PREFIXED).typed).toEqual([
      ...Array.from('%off'),
      'Enter',
    ])
  })

  it('stays bounded under a key storm, and total for any keys', () => {
    const storm = play(pressesOf('7'.repeat(3000), { gapMs: 1 }), PLAIN)
    expect(storm.scans.every((text) => text.length <= 512)).toBe(true)
    const key = fc.record({
      code: fc.constantFrom('KeyA', 'Digit1', 'Enter', 'F9', 'ShiftLeft', 'Escape', '', 'x'),
      key: fc.string(),
      shift: fc.boolean(),
      ctrl: fc.boolean(),
      alt: fc.boolean(),
      repeat: fc.boolean(),
      at: fc.double({ noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(key), fc.boolean(), (keys, prefixed) => {
        let state = WEDGE_IDLE
        let kept = 0
        for (const one of keys) {
          const taken = press(state, one, prefixed ? PREFIXED : PLAIN)
          kept += (taken.swallow ? 1 : 0) - taken.release.length
          if (taken.outcome.type === 'scan') kept = 0
          state = taken.state
          expect(state.held.length).toBe(kept)
        }
      }),
      { seed: 20_264 },
    )
  })
})

describe('the calibration of a wedge', () => {
  const scans = (pace: WedgePace, text = SETUP_CODE) => [1, 2, 3].map(() => pressesOf(text, pace))

  it.each([
    ['Datalogic', 1, 20],
    ['Honeywell', 10, 20],
    ['Netum', [6, 19, 11], 29],
    ['Zebra', [80, 100, 85], 150],
  ])('learns the pace of a %s, and then reads it', (_, gapMs, learned) => {
    const settings = calibrate(scans({ gapMs }))
    expect(settings).toEqual({ gapMs: learned, shortest: 6, prefix: null, suffix: 'Enter' })
    expect(wedgeSchema.safeParse(settings).success).toBe(true)
    expect(play(pressesOf(GTIN, { gapMs }), settings ?? PLAIN).scans).toEqual([GTIN])
  })

  it('learns prefix and suffix, with and without a symbology identifier', () => {
    const frame = { prefix: 'F9', suffix: 'Tab' }
    expect(calibrate(scans({ gapMs: 9, ...frame }))).toMatchObject(frame)
    expect(calibrate(scans({ gapMs: 9, ...frame }, `]C0${SETUP_CODE}`))).toMatchObject(frame)
    expect(calibrate(scans({ gapMs: 9 }, `]C0${SETUP_CODE}`))).toMatchObject({ prefix: null })
    expect(calibrate(scans({ gapMs: 9 }, `~${SETUP_CODE}`))).toMatchObject({ prefix: 'Backquote' })
  })

  it('learns nothing from too few, other, endless, slow or unlike scans', () => {
    const pace = { gapMs: 10 }
    expect(calibrate(scans(pace).slice(1))).toBeUndefined()
    expect(calibrate(scans(pace, GTIN))).toBeUndefined()
    expect(calibrate(scans({ gapMs: 10, suffix: null }))).toBeUndefined()
    expect(calibrate(scans({ gapMs: 300 }))).toBeUndefined()
    expect(calibrate([...scans(pace), ...scans({ gapMs: 10, prefix: 'F9' })])).toBeUndefined()
    expect(calibrate([])).toBeUndefined()
  })
})
