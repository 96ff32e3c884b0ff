/** The store's logo, dot for dot as it is printed. */
import { createContext, useContext } from 'react'
import type { Logo as Dots } from '../../../src/domain/receipt/logo.ts'

/** Receipts hold only its place; null where nobody knows it, or there is none. */
export const LogoContext = createContext<Dots | null>(null)

export function Logo() {
  const logo = useContext(LogoContext)
  return logo && <LogoPicture logo={logo} />
}

export function LogoPicture({ logo: { bytesAcross, rows, bits } }: { logo: Dots }) {
  const bytes = Uint8Array.from(atob(bits), (character) => character.charCodeAt(0))
  return (
    <svg
      className="receipt-logo"
      viewBox={`0 0 ${bytesAcross * 8} ${rows}`}
      width={bytesAcross * 8}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path d={Array.from(bytes, (byte, at) => runsOf(byte, at, bytesAcross)).join('')} />
    </svg>
  )
}

/** The dots of one byte that stand side by side, each run as one bar. */
function runsOf(byte: number, at: number, bytesAcross: number): string {
  const left = (at % bytesAcross) * 8
  const top = Math.floor(at / bytesAcross)
  const dots = byte.toString(2).padStart(8, '0')
  return [...dots.matchAll(/1+/g)]
    .map(({ 0: run, index }) => `M${left + index} ${top}h${run.length}v1h-${run.length}z`)
    .join('')
}
