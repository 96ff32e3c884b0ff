/** Dots as a PNG, which every mail program shows. Source: PNG specification (W3C, 3rd edition). */
import { crc32, deflateSync } from 'node:zlib'
import { qrDots } from '../../domain/receipt/qr/dots.ts'
import type { PagePicture } from '../../domain/receipt/as-page.ts'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
/** Light dots on each side of a QR code, and pixels of one dot. Source: ISO/IEC 18004, 5.3.8. */
const QUIET_DOTS = 4
const QR_SCALE = 6

/** Rows of pixels, each a byte for eight of them; a bit is dark. */
interface Raster {
  readonly width: number
  readonly rows: readonly Buffer[]
}

/** Undefined where a code holds more than it can. */
export function pictureBytes(of: PagePicture['of']): Buffer | undefined {
  const raster = of.kind === 'qr' ? qrRaster(of.data) : logoRaster(of)
  return raster && png(raster)
}

function logoRaster({ bytesAcross, rows, bits }: Extract<PagePicture['of'], { kind: 'picture' }>) {
  const bytes = Buffer.from(bits, 'base64')
  const row = (_: unknown, y: number) => bytes.subarray(y * bytesAcross, (y + 1) * bytesAcross)
  return { width: bytesAcross * 8, rows: Array.from({ length: rows }, row) }
}

function qrRaster(data: string): Raster | undefined {
  const dots = qrDots([...Buffer.from(data, 'utf8')])
  if (!dots) return undefined
  const side = (dots.length + 2 * QUIET_DOTS) * QR_SCALE
  const isDark = (x: number, y: number) => {
    const [column, line] = [x, y].map((each) => Math.floor(each / QR_SCALE) - QUIET_DOTS)
    return dots[line ?? -1]?.[column ?? -1] === true
  }
  const rows = Array.from({ length: side }, (_, y) => {
    const row = Buffer.alloc(Math.ceil(side / 8))
    for (let x = 0; x < side; x += 1) {
      if (isDark(x, y)) row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7))
    }
    return row
  })
  return { width: side, rows }
}

/** Grey of one bit, where 0 is black. */
function png({ width, rows }: Raster): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(rows.length, 4)
  header[8] = 1
  const lines = rows.flatMap((row) => [Buffer.from([0]), row.map((byte) => byte ^ 0xff)])
  return Buffer.concat([
    ...[SIGNATURE, chunk('IHDR', header)],
    ...[chunk('IDAT', deflateSync(Buffer.concat(lines))), chunk('IEND', Buffer.alloc(0))],
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
