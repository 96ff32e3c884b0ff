import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { code128 } from '../../renderer/screens/panels/Code128.tsx'

const read = (file: string) =>
  readFileSync(new URL(`../../renderer/${file}`, import.meta.url), 'utf8')

/** Role → [light, dark], of the usual theme or the one of high contrast. */
function colours(css: string): Record<string, readonly [string, string]> {
  const pairs = css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return Object.fromEntries(
    [...pairs].map(([, role, light, dark]) => [role!, [light!, dark!] as const]),
  )
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

const css = read('design/tokens.css')
const usual = colours(css.slice(0, css.indexOf('@media')))
const strong = { ...usual, ...colours(css.slice(css.indexOf("[data-theme='contrast']"))) }

const PAIRS: readonly (readonly [string, string, number])[] = [
  ...['ground', 'paper', 'raised', 'sunken', 'selected'].flatMap((on) => [
    ['ink', on, 4.5] as const,
    ['ink-quiet', on, 4.5] as const,
    ['focus', on, 3] as const,
  ]),
  ...['pay-tint', 'danger-tint', 'caution-tint'].map((on) => ['ink', on, 4.5] as const),
  ['ink-quiet', 'pay-tint', 4.5],
  ['danger', 'ground', 4.5],
  ['danger', 'raised', 4.5],
  ['caution', 'ground', 4.5],
  ['on-pay', 'pay', 4.5],
  ['paper', 'ink', 4.5],
  ['outline', 'paper', 3],
  ['outline', 'ground', 3],
]

describe.each([
  ['usual', usual],
  ['high contrast', strong],
] as const)('the %s colours', (_, roles) => {
  it('let everything be read on what lies under it', () => {
    const faint = PAIRS.flatMap(([ink, ground, wanted]) =>
      ([0, 1] as const)
        .filter((theme) => contrast(roles[ink]![theme], roles[ground]![theme]) < wanted)
        .map((theme) => `${ink} on ${ground}, ${theme === 0 ? 'light' : 'dark'}`),
    )
    expect(faint).toStrictEqual([])
  })
})

describe('the tokens', () => {
  it('say the same for high contrast asked by the system and chosen here', () => {
    const asked = css.slice(css.indexOf('@media (prefers-contrast'))
    const [system, chosen] = asked.split("[data-theme='contrast']")
    expect(colours(system!)).toStrictEqual(colours(chosen!))
  })
})

describe('the setup barcode', () => {
  it('is drawn as ISO/IEC 15417 says', () => {
    // Start B, A (33), check (104 + 33) mod 103 = 34, stop.
    expect(code128('A').join('')).toBe('2112141113231311232331112')
  })

  it('fills eleven modules for each character, and thirteen for the stop', () => {
    const total = code128('HOLDFAST-0123456789').reduce((sum, width) => sum + width, 0)
    expect(total).toBe(11 * (1 + 19 + 1) + 13)
  })
})
