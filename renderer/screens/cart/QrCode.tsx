/** A QR code as the printer draws it, for a scanner to read off the screen. */
import { qrDots } from '../../../src/domain/receipt/qr/dots.ts'

/** ISO/IEC 18004: four dots of light around it. */
const QUIET = 4

export function QrCode({ text }: { text: string }) {
  const rows = qrDots(Array.from(text, (character) => character.charCodeAt(0) & 0xff)) ?? []
  const size = rows.length + 2 * QUIET
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  )
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden="true">
      <path d={dark.join('')} />
    </svg>
  )
}
