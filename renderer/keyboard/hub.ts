/**
 * Every key of the window comes through here first. What a scanner plays is taken out before any
 * field sees it, whatever has focus; the rest goes to whoever asked for keys, and then where it was
 * going.
 */
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'
import * as wedge from '../../src/domain/barcode/wedge.ts'
import type { WedgeSettings } from '../../src/domain/settings.ts'
import { typeInto } from './typing.ts'

/** True where the press was taken and must go nowhere else. */
export type KeyHandler = (press: KeyPress) => boolean

/** A panel goes before a step, a step before the screen below it. */
export type KeyLayer = 'panel' | 'step' | 'screen'

export interface KeyHub {
  readonly add: (layer: KeyLayer, handler: KeyHandler) => () => void
  /** Sees every press before anything else does, scans included; for measuring a scanner. */
  readonly observe: (observer: KeyHandler) => () => void
  /** The last that was done here was done by a key: what comes next is looked for by keys too. */
  readonly isByKey: () => boolean
}

export interface KeyHubParts {
  readonly page: Window
  readonly wedge: () => WedgeSettings
  readonly after: (delayMs: number, act: () => void) => () => void
  /** Acts, and has the screens drawn before it answers: the next press meets what this one did. */
  readonly drawn: <Answer>(act: () => Answer) => Answer
  /** `at` is when its last key came, ms of the page's own clock. */
  readonly onScan: (text: string, at: number) => void
  readonly onCardRefused: () => void
}

const LAYERS: readonly KeyLayer[] = ['panel', 'step', 'screen']

export function pressOf(event: KeyboardEvent): KeyPress {
  return {
    code: event.code,
    key: event.key,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey || event.metaKey,
    repeat: event.repeat,
    at: event.timeStamp,
  }
}

export function createKeyHub(parts: KeyHubParts): KeyHub {
  const handlers = new Map<KeyLayer, KeyHandler[]>(LAYERS.map((layer) => [layer, []]))
  const observers = new Set<KeyHandler>()
  let state = wedge.WEDGE_IDLE
  let cancelExpiry = () => {}
  let isByKey = false

  const isTaken = (press: KeyPress): boolean =>
    parts.drawn(() =>
      LAYERS.some((layer) => handlers.get(layer)?.some((handler) => handler(press)) ?? false),
    )

  const follow = (step: wedge.WedgeStep, at: number) => {
    cancelExpiry()
    state = step.state
    for (const press of step.release) {
      if (!isTaken(press)) typeInto(parts.page.document, press)
    }
    if (step.outcome.type === 'scan') parts.onScan(step.outcome.text, at)
    if (step.outcome.type === 'card-refused') parts.onCardRefused()
    if (step.until === null) return
    const moment = step.until + 1
    cancelExpiry = parts.after(moment - at, () =>
      follow(wedge.expire(state, moment, parts.wedge()), moment),
    )
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // A press that belongs to an input method is not a key of anything else.
    if (event.isComposing || event.key === 'Process' || event.key === 'Dead') return
    const press = pressOf(event)
    isByKey = true
    const isObserved = [...observers].some((observer) => observer(press))
    if (isObserved) return keep(event)
    const step = wedge.press(state, press, parts.wedge())
    follow(step, press.at)
    if (step.swallow || isTaken(press)) keep(event)
  }
  parts.page.addEventListener('keydown', onKeyDown, { capture: true })
  // A finger or mouse never takes the focus away from where typing goes, but to another field.
  const keepFocus = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
  }
  parts.page.addEventListener('mousedown', keepFocus, { capture: true })
  parts.page.addEventListener('pointerdown', () => (isByKey = false), { capture: true })

  return {
    add: (layer, handler) => {
      // The one that came last is asked first.
      handlers.get(layer)?.unshift(handler)
      return () => {
        const rest = handlers.get(layer)?.filter((each) => each !== handler) ?? []
        handlers.set(layer, rest)
      }
    },
    observe: (observer) => {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    isByKey: () => isByKey,
  }
}

function keep(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
