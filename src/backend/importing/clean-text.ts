/** Text of strangers made fit for labels, screens and printers; what was changed is named. */
import { REASONS, type Reason } from './reasons.ts'

/** The entities that shops' exports hold; numeric ones are decoded by their number. */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', hellip: '…', deg: '°' },
  ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•' },
  ...{ reg: '®', copy: '©', trade: '™', euro: '€', frac12: '½', times: '×', eacute: 'é' },
}
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]\w{1,9}));/g
/** C0 and C1 controls, line separators, and the marks that turn the direction of what follows. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g

export interface Cleaned {
  readonly text: string
  readonly changes: readonly Reason[]
}

/** Decodes, strips and trims; cuts to `longest` UTF-16 units, never through a character. */
export function cleanText(raw: string, longest: number): Cleaned {
  const changes: Reason[] = []
  const step = (before: string, after: string, reason: Reason): string => {
    if (after !== before) changes.push(reason)
    return after
  }
  let text = step(raw, decodeEntities(raw), REASONS.entities)
  text = step(text, text.toWellFormed().replaceAll(UNPRINTABLE, ' '), REASONS.control)
  text = step(text, text.trim(), REASONS.outerSpaces)
  text = step(text, text.replaceAll(/\s+/g, ' '), REASONS.innerSpaces)
  if (text.length > longest) text = step(text, cut(text, longest), REASONS.cut)
  return { text, changes }
}

/** The words of a piece of HTML: tags gone, entities decoded, cut to `longest`. */
export function textOfHtml(html: string, longest: number): string {
  return cleanText(html.replaceAll(/<[^<>]*>/g, ' '), longest).text
}

/**
 * Text for comparing: lower case, Latin accents gone, everything but letters and digits one space.
 * Marks of other scripts stay, where they are vowels and not ornaments.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[łøđıßæœ]/g, (letter) => STROKED[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** What two names share where they are the same name; one of nothing but signs is only itself. */
export function sameName(name: string): string {
  return fold(name) || name
}

/** Latin letters that Unicode does not take apart. */
const STROKED: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' },
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

function cut(text: string, longest: number): string {
  const short = text.slice(0, longest)
  const last = short.charCodeAt(longest - 1)
  return (last >= 0xd800 && last <= 0xdbff ? short.slice(0, -1) : short).trimEnd()
}
