/** Arrows walk through what can be pressed in a panel, from wherever it was left. */
import { useRef, type FocusEvent, type RefObject } from 'react'
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'
import { useKeys } from '../terminal-context.tsx'
import { textFieldOf } from './typing.ts'

const STOPS = 'button:not(:disabled), input:not(:disabled), textarea:not(:disabled)'

interface Walk {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly onFocus: (event: FocusEvent) => void
}

/** To be spread over the element that is walked through. */
export function useWalk(): Walk {
  const ref = useRef<HTMLDivElement>(null)
  const last = useRef<Element | null>(null)
  useKeys('step', (press) => {
    const by = stepOf(press)
    return by !== 0 && ref.current !== null && walk(ref.current, last.current, by)
  })
  return { ref, onFocus: ({ target }) => (last.current = target) }
}

/** The first that can be pressed there. */
export function focusFirst(within: Element | null): void {
  within?.querySelector<HTMLElement>(STOPS)?.focus()
}

/** Right and left as one reads; in a text they are the text's. */
function stepOf({ key, ctrl, alt, shift }: KeyPress): -1 | 0 | 1 {
  if (ctrl || shift || alt === true) return 0
  if (key === 'ArrowDown') return 1
  if (key === 'ArrowUp') return -1
  if (textFieldOf(document.activeElement)) return 0
  const isRightOn = document.documentElement.dir !== 'rtl'
  if (key === 'ArrowRight') return isRightOn ? 1 : -1
  if (key === 'ArrowLeft') return isRightOn ? -1 : 1
  return 0
}

function walk(within: Element, last: Element | null, by: -1 | 1): boolean {
  const stops = [...within.querySelectorAll<HTMLElement>(STOPS)]
  const active = document.activeElement
  // What has just been used up was disabled under the focus: one goes on from its place.
  const from = active && within.contains(active) ? active : last
  if (!from?.isConnected) {
    stops.at(by === 1 ? 0 : -1)?.focus()
    return stops.length > 0
  }
  const isBeyond = (stop: Element): boolean => {
    const place = from.compareDocumentPosition(stop)
    const wanted = by === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
    return (place & wanted) !== 0
  }
  const next = by === 1 ? stops.find(isBeyond) : stops.findLast(isBeyond)
  next?.focus()
  return true
}
