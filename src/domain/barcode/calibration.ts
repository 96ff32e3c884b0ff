/** Learns a wedge from scanning the setup barcode a few times. */
import type { WedgeSettings } from '../settings.ts'
import { splitSymbology } from './aim.ts'
import { characterOf, isModifier, type KeyPress } from './keyboard.ts'

/** What the setup barcode says: letters, a sign and every digit, long enough to show the pace. */
export const SETUP_CODE = 'HOLDFAST-0123456789'

/** How many scans of it are wanted: one may be lucky. */
export const SETUP_SCANS = 3

const MARGIN = 1.5
/** Below this, the jitter of a busy computer would tear a scan apart. */
const GAP_SHORTEST_MS = 20
const GAP_LONGEST_MS = 250
/** An EAN-8 has eight characters, numbers of a shop's own often six. */
const SHORTEST = 6

/**
 * `scans` are all the presses of each scan, in order. Undefined where they are too few, do not
 * contain the setup code, have no key behind it, disagree, or are slower than any scanner.
 */
export function calibrate(scans: readonly (readonly KeyPress[])[]): WedgeSettings | undefined {
  const frames = scans.map(frameOf)
  const first = frames[0]
  if (first === undefined || scans.length < SETUP_SCANS) return undefined
  if (frames.some((frame) => frame?.prefix !== first.prefix || frame.suffix !== first.suffix)) {
    return undefined
  }
  const longest = Math.max(...scans.map(longestGap))
  if (longest > GAP_LONGEST_MS) return undefined
  const gapMs = Math.min(Math.max(Math.ceil(longest * MARGIN), GAP_SHORTEST_MS), GAP_LONGEST_MS)
  return { gapMs, shortest: SHORTEST, ...first }
}

/** The keys around the setup code. */
function frameOf(scan: readonly KeyPress[]): Pick<WedgeSettings, 'prefix' | 'suffix'> | undefined {
  const keys = scan.filter((key) => !isModifier(key))
  // A key that is no character keeps its place, so that places in the text are places among the
  // keys.
  const text = keys.map((key) => characterOf(key) || '\u0000').join('')
  const start = text.indexOf(SETUP_CODE)
  const suffix = keys[start + SETUP_CODE.length]
  if (start === -1 || suffix === undefined || suffix.code.length > 20) return undefined
  const hasSymbology = splitSymbology(text.slice(Math.max(0, start - 3), start)).symbology
  const before = start - (hasSymbology === undefined ? 0 : 3)
  if (before > 1) return undefined
  return { prefix: (before === 1 ? keys[0]?.code : null) ?? null, suffix: suffix.code }
}

function longestGap(scan: readonly KeyPress[]): number {
  let longest = 0
  let before: number | undefined
  for (const key of scan) {
    longest = Math.max(longest, key.at - (before ?? key.at))
    before = key.at
  }
  return longest
}
