/** How `bigint` comes out of either driver: as a JavaScript number, or not at all. */

/** The type number of int8 in PostgreSQL's catalogue. */
export const INT8 = 20

/** Throws where the figure would lose its last digits: no column of ours holds such a one. */
export function readInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 beyond 2^53: ${text}`)
  return value
}
