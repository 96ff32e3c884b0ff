/** A logo in the middle of the paper. */
import type { Logo } from '../../src/domain/receipt/logo.ts'
import type { Picture } from './glyphs.ts'

/** As wide as the paper; what does not fit on it is cut off on either side. */
export function centredLogo({ bytesAcross, rows, bits }: Logo, dots: number): Picture {
  const across = Math.floor(dots / 8)
  const own = Buffer.from(bits, 'base64')
  const before = Math.floor((across - bytesAcross) / 2)
  const drawn = new Uint8Array(across * rows)
  for (let row = 0; row < rows; row += 1) {
    const line = own.subarray(row * bytesAcross, (row + 1) * bytesAcross)
    const shown = line.subarray(Math.max(0, -before), Math.max(0, -before) + across)
    drawn.set(shown, row * across + Math.max(0, before))
  }
  return { bytesAcross: across, rows, bits: drawn }
}
