/** Reads a PNG of one bit of grey, checking what its chunks say of themselves. */
import { crc32, inflateSync } from 'node:zlib'

export function readPng(bytes: Buffer): { width: number; height: number; dark: number } {
  let header: Buffer | undefined
  const content: Buffer[] = []
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const body = bytes.subarray(at + 4, at + 8 + length)
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a chunk is damaged')
    const name = body.toString('latin1', 0, 4)
    if (name === 'IHDR') header = body.subarray(4)
    if (name === 'IDAT') content.push(body.subarray(4))
    at += length + 12
  }
  if (!header) throw new Error('it says nothing of itself')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const across = Math.ceil(width / 8) + 1
  const rows = inflateSync(Buffer.concat(content))
  if (rows.length !== across * height) throw new Error('rows are missing')
  let dark = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = rows[y * across + 1 + (x >> 3)] ?? 0
      if ((byte & (0x80 >> (x & 7))) === 0) dark += 1
    }
  }
  return { width, height, dark }
}
