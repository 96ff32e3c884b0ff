/**
 * What can be said of a screen by measuring it: nothing lies beyond the window, whatever is
 * pressed has 48 pixels and a name, and text stands out from its ground as WCAG 2.2 AA asks. All is
 * measured at one moment within the page, since a screen may change between two looks.
 */
import type { Page } from '@playwright/test'

export interface Judgement {
  readonly overflowing: readonly string[]
  readonly small: readonly string[]
  readonly nameless: readonly string[]
  readonly pale: readonly string[]
}

export const SOUND: Judgement = { overflowing: [], small: [], nameless: [], pale: [] }

/** Each fault names its element. */
export async function judge(page: Page): Promise<Judgement> {
  const parts = [
    overflowing,
    small,
    nameless,
    pale,
    isShown,
    nameOf,
    saidOf,
    pixelOf,
    groundOf,
    lie,
  ]
  const text = `(() => {
    const TARGET = 47.99
    const WIDE = ':has(> table), nav, nav *'
    const colours = new Map()
    ${parts.map(String).join('\n')}
    return {
      overflowing: overflowing(), small: small(), nameless: nameless(), pale: pale(),
    }
  })()`
  return page.evaluate<Judgement>(text)
}

declare const TARGET: number
declare const WIDE: string
declare const colours: Map<string, readonly [number, number, number, number]>

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true })
}

/** Roughly as the accessible name is computed; it is empty where that is. */
function nameOf(element: Element): string {
  const byId = (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => (id === '' ? '' : (document.getElementById(id)?.textContent ?? '')))
    .join(' ')
  const labels = 'labels' in element ? [...((element.labels as NodeList | null) ?? [])] : []
  const spoken = element.cloneNode(true) as Element
  for (const hidden of spoken.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
  return [
    ...[byId, element.getAttribute('aria-label'), element.getAttribute('title')],
    ...labels.map((label) => label.textContent),
    ...[element.tagName === 'BUTTON' || element.tagName === 'A' ? spoken.textContent : ''],
    ...[...spoken.querySelectorAll('img')].map((image) => image.alt),
  ]
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function saidOf(element: Element): string {
  const kind = element.tagName.toLowerCase()
  const style = element.classList[0] ? `.${element.classList[0]}` : ''
  const text = nameOf(element) || (element.textContent ?? '').trim()
  return `${kind}${style} “${text.slice(0, 50)}”`
}

function overflowing(): string[] {
  const found: string[] = []
  const { scrollWidth } = document.documentElement
  if (scrollWidth > innerWidth + 1) found.push(`the page is ${String(scrollWidth)} px wide`)
  for (const element of document.body.querySelectorAll('*')) {
    if (!isShown(element)) continue
    const { overflowX, textOverflow } = getComputedStyle(element)
    const isWider = element.scrollWidth > element.clientWidth + 1
    const scrolls = overflowX === 'auto' || overflowX === 'scroll'
    // A table may be wider than its place, and so may a strip of links; nothing else may.
    if (isWider && scrolls && !element.matches(WIDE)) {
      found.push(`${saidOf(element).slice(0, 60)} scrolls sideways`)
    }
    if (isWider && textOverflow === 'ellipsis' && element.closest('button:not(.tile, .result)')) {
      found.push(`${saidOf(element)} is cut off`)
    }
    if (!element.matches('button, input, select, textarea, a, h1, h2, h3, p, output')) continue
    const { left, right } = element.getBoundingClientRect()
    const isOut = left < -1 || right > innerWidth + 1
    if (isOut && !element.closest(WIDE)) found.push(`${saidOf(element)} is out of sight`)
  }
  return found
}

function small(): string[] {
  const found: string[] = []
  const targets = 'button, select, textarea, [role="button"], input:not([type="file"])'
  for (const element of document.querySelectorAll(targets)) {
    if (!isShown(element)) continue
    // A box to be ticked is pressed by its words as well.
    const isBox = element.matches('[type="checkbox"], [type="radio"]')
    const target = isBox ? (element.closest('label') ?? element) : element
    const { width, height } = target.getBoundingClientRect()
    if (height >= TARGET && width >= TARGET) continue
    found.push(`${saidOf(element)} is ${width.toFixed(0)} × ${height.toFixed(0)}`)
  }
  return found
}

function nameless(): string[] {
  const pressed = 'button, select, textarea, a[href], [role="button"], input:not([type="file"])'
  return [...document.querySelectorAll(pressed)]
    .filter((element) => isShown(element) && nameOf(element) === '')
    .map((element) => element.outerHTML.slice(0, 120))
}

/** Red, green, blue and opacity, 0 to 1, of whatever CSS calls a colour. */
function pixelOf(colour: string): readonly [number, number, number, number] {
  const known = colours.get(colour)
  if (known) return known
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) throw new Error('this browser draws nothing')
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  const pixel = [red / 255, green / 255, blue / 255, alpha / 255] as const
  colours.set(colour, pixel)
  return pixel
}

/** One colour lies on another, which is opaque. */
function lie(
  over: readonly [number, number, number, number],
  under: readonly [number, number, number],
  opacity: number,
): [number, number, number] {
  const share = over[3] * opacity
  const mix = (at: 0 | 1 | 2): number => over[at] * share + under[at] * (1 - share)
  return [mix(0), mix(1), mix(2)]
}

/** What lies under the text of an element; undefined where that is a picture. */
function groundOf(element: Element): [number, number, number] | undefined {
  const above: (readonly [number, number, number, number])[] = []
  for (let each: Element | null = element; each; each = each.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(each)
    if (backgroundImage !== 'none') return undefined
    const pixel = pixelOf(backgroundColor)
    above.push(pixel)
    if (pixel[3] === 1) break
  }
  return above.reduceRight<[number, number, number]>(
    (under, over) => lie(over, under, 1),
    [...pixelOf('canvas')].slice(0, 3) as [number, number, number],
  )
}

/** Text that does not stand out: below 4.5, or below 3 where it is large. Disabled text may. */
function pale(): string[] {
  const found = new Set<string>()
  const light = ([red, green, blue]: readonly number[]): number => {
    const linear = (part = 0) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement
    if (!element || (text.nodeValue ?? '').trim() === '' || !isShown(element)) continue
    // What is drawn in a picture is no text.
    if (element.closest(':disabled, [data-disabled], [aria-disabled="true"], svg')) continue
    const ground = groundOf(element)
    if (!ground) continue
    let opacity = 1
    for (let each: Element | null = element; each; each = each.parentElement) {
      opacity *= Number(getComputedStyle(each).opacity)
    }
    const { color, fontSize, fontWeight } = getComputedStyle(element)
    const [one, other] = [light(lie(pixelOf(color), ground, opacity)), light(ground)]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    const size = Number.parseFloat(fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700)
    if (contrast < (isLarge ? 3 : 4.5)) found.add(`${saidOf(element)} has ${contrast.toFixed(2)}`)
  }
  return [...found]
}
