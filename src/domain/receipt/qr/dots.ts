/**
 * QR codes as a square of dots: byte mode, error correction level M, versions 1 to 14 (362 bytes).
 * Source: ISO/IEC 18004.
 */
import { correctionOf } from './reed-solomon.ts'

/** By version from 1, level M. */
const CORRECTION_PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24]
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9]
const LEVEL_M = 0
const BYTE_MODE = 0b0100
const PADDING = [0xec, 0x11]

/** Rows of dots, true is dark; undefined where the data is too long. */
export function qrDots(data: readonly number[]): boolean[][] | undefined {
  const version = BLOCKS.findIndex((_, index) => data.length <= capacityOf(index + 1)) + 1
  if (version === 0) return undefined
  const words = interleaved(dataWords(data, version), version)
  const candidates = MASKS.map((mask, number) => drawn(version, words, mask, number))
  return candidates.reduce((best, each) => (penaltyOf(each) < penaltyOf(best) ? each : best))
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function at(table: readonly number[], version: number): number {
  return table[version - 1] ?? 0
}

function rawWords(version: number): number {
  const alignments = version === 1 ? 0 : Math.floor(version / 7) + 2
  let dots = (16 * version + 128) * version + 64
  if (alignments > 0) dots -= (25 * alignments - 10) * alignments - 55
  if (version >= 7) dots -= 36
  return Math.floor(dots / 8)
}

function wordsForData(version: number): number {
  return rawWords(version) - at(CORRECTION_PER_BLOCK, version) * at(BLOCKS, version)
}

function countBits(version: number): number {
  return version < 10 ? 8 : 16
}

function capacityOf(version: number): number {
  return Math.floor((wordsForData(version) * 8 - 4 - countBits(version)) / 8)
}

function dataWords(data: readonly number[], version: number): number[] {
  const bits: number[] = []
  const put = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1)
  }
  put(BYTE_MODE, 4)
  put(data.length, countBits(version))
  for (const byte of data) put(byte, 8)
  const room = wordsForData(version) * 8
  put(0, Math.min(4, room - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let index = 0; bits.length < room; index += 1) put(PADDING[index % 2] ?? 0, 8)
  const words: number[] = []
  for (let bit = 0; bit < bits.length; bit += 8) {
    words.push(bits.slice(bit, bit + 8).reduce((word, each) => word * 2 + each, 0))
  }
  return words
}

/** Splits into blocks, adds each block's correction, and takes words from all blocks by turns. */
function interleaved(words: readonly number[], version: number): number[] {
  const count = at(BLOCKS, version)
  const correctionLength = at(CORRECTION_PER_BLOCK, version)
  const long = rawWords(version) % count
  const shortLength = Math.floor(rawWords(version) / count) - correctionLength
  const blocks: number[][] = []
  let start = 0
  for (let block = 0; block < count; block += 1) {
    const length = shortLength + (block < count - long ? 0 : 1)
    blocks.push(words.slice(start, start + length))
    start += length
  }
  const corrections = blocks.map((block) => correctionOf(block, correctionLength))
  return [...byTurns(blocks), ...byTurns(corrections)]
}

function byTurns(blocks: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...blocks.map((block) => block.length))
  return Array.from({ length: longest }, (_, index) =>
    blocks.flatMap((block) => block.slice(index, index + 1)),
  ).flat()
}

function drawn(
  version: number,
  words: readonly number[],
  mask: (x: number, y: number) => boolean,
  number: number,
): boolean[][] {
  const size = version * 4 + 17
  const dots = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const taken = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const set = (x: number, y: number, dark: boolean): void => {
    const row = dots[y]
    const marks = taken[y]
    if (!row || !marks || x < 0 || x >= size) return
    row[x] = dark
    marks[x] = true
  }
  drawPatterns(version, size, set)
  drawFormat(size, number, set)
  if (version >= 7) drawVersion(version, size, set)
  fill(size, words, (x, y, dark) => {
    if (taken[y]?.[x] !== false) return false
    const row = dots[y]
    if (row) row[x] = dark !== mask(x, y)
    return true
  })
  return dots
}

type SetDot = (x: number, y: number, dark: boolean) => void

function drawPatterns(version: number, size: number, set: SetDot): void {
  for (let index = 0; index < size; index += 1) {
    set(6, index, index % 2 === 0)
    set(index, 6, index % 2 === 0)
  }
  const places = alignmentPlaces(version, size)
  const last = places.length - 1
  for (const [row, y] of places.entries()) {
    for (const [column, x] of places.entries()) {
      const isCorner =
        (row === 0 && (column === 0 || column === last)) || (row === last && column === 0)
      if (!isCorner) drawRings(x, y, 2, [0, 2], set)
    }
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    drawRings(x, y, 4, [0, 1, 3], set)
  }
}

/** Concentric squares around a middle; the rings named are dark. */
function drawRings(
  x: number,
  y: number,
  radius: number,
  dark: readonly number[],
  set: SetDot,
): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      if (y + dy >= 0) set(x + dx, y + dy, dark.includes(Math.max(Math.abs(dx), Math.abs(dy))))
    }
  }
}

function alignmentPlaces(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  const places = Array.from({ length: count - 1 }, (_, index) => size - 7 - index * step)
  return [6, ...places.toReversed()]
}

/** Level and mask, guarded by a BCH code, written twice around the corners. */
function drawFormat(size: number, mask: number, set: SetDot): void {
  const data = (LEVEL_M << 3) | mask
  let rest = data
  for (let round = 0; round < 10; round += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
  const bits = ((data << 10) | rest) ^ 0x5412
  const bit = (index: number): boolean => ((bits >> index) & 1) === 1
  for (let index = 0; index < 6; index += 1) set(8, index, bit(index))
  set(8, 7, bit(6))
  set(8, 8, bit(7))
  set(7, 8, bit(8))
  for (let index = 9; index < 15; index += 1) set(14 - index, 8, bit(index))
  for (let index = 0; index < 8; index += 1) set(size - 1 - index, 8, bit(index))
  for (let index = 8; index < 15; index += 1) set(8, size - 15 + index, bit(index))
  set(8, size - 8, true)
}

function drawVersion(version: number, size: number, set: SetDot): void {
  let rest = version
  for (let round = 0; round < 12; round += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let index = 0; index < 18; index += 1) {
    const dark = ((bits >> index) & 1) === 1
    const across = size - 11 + (index % 3)
    const down = Math.floor(index / 3)
    set(across, down, dark)
    set(down, across, dark)
  }
}

/**
 * Walks the free places in the standard's zigzag and hands out the bits; `put` says if it was free.
 */
function fill(
  size: number,
  words: readonly number[],
  put: (x: number, y: number, dark: boolean) => boolean,
): void {
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    const upward = ((right + 1) & 2) === 0
    for (let step = 0; step < size; step += 1) {
      const y = upward ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const dark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
        if (put(x, y, dark)) bit += 1
      }
    }
  }
}

/** How badly a reader would be misled, by two of the standard's four rules: runs and squares. */
function penaltyOf(dots: readonly (readonly boolean[])[]): number {
  const columns = dots.map((_, x) => dots.map((row) => row[x] ?? false))
  const runs = [...dots, ...columns].reduce((sum, line) => sum + runPenalty(line), 0)
  let squares = 0
  for (const [y, row] of dots.entries()) {
    for (const [x, dark] of row.entries()) {
      const below = dots[y + 1]
      if (below && row[x + 1] === dark && below[x] === dark && below[x + 1] === dark) squares += 3
    }
  }
  return runs + squares
}

function runPenalty(line: readonly boolean[]): number {
  let penalty = 0
  let length = 0
  for (const [index, dark] of line.entries()) {
    length = line[index - 1] === dark ? length + 1 : 1
    if (length === 5) penalty += 3
    else if (length > 5) penalty += 1
  }
  return penalty
}
