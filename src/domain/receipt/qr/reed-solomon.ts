/**
 * Error correction of QR codes: Reed-Solomon over the field of 256 elements, polynomial 11D hex.
 */

const FIELD = 0x11d

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * FIELD)
    product ^= ((b >> bit) & 1) * a
  }
  return product
}

/** The generator polynomial's coefficients below the leading one, highest power first. */
function generator(length: number): number[] {
  const result: number[] = Array.from({ length }, (_, index) => (index === length - 1 ? 1 : 0))
  let root = 1
  for (let round = 0; round < length; round += 1) {
    for (let index = 0; index < length; index += 1) {
      result[index] = multiply(result[index] ?? 0, root) ^ (result[index + 1] ?? 0)
    }
    root = multiply(root, 2)
  }
  return result
}

/** The words that guard a block. */
export function correctionOf(block: readonly number[], length: number): number[] {
  const divisor = generator(length)
  let rest = Array.from({ length }, () => 0)
  for (const word of block) {
    const factor = word ^ (rest[0] ?? 0)
    rest = [...rest.slice(1), 0].map((each, index) => each ^ multiply(divisor[index] ?? 0, factor))
  }
  return rest
}
