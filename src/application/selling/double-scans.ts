/**
 * A scanner that reads one thing twice. The same code from the same scanner within the store's
 * window counts once; what was heard last renews the window, so a code that stays before the beam
 * counts once however long it lies there. Another code is never swallowed, nor one that a person
 * typed.
 */
import type { ScanInput } from './scan.ts'

type Beep = Pick<ScanInput, 'command' | 'text' | 'quantity' | 'answers' | 'heard'>

export interface DoubleScans {
  /** True where this beep is the one before once more; of one command it always says the same. */
  isOneOf(beep: Beep, windowMs: number): boolean
  /** This beep was acted upon. */
  heard(beep: Beep): void
}

export function createDoubleScans(): DoubleScans {
  let text: string | undefined
  let by = ''
  let at = 0
  let command: string | undefined
  let isRepeated = false
  const remember = (beep: Beep, repeated: boolean): void => {
    if (!beep.heard) return
    text = beep.text
    by = beep.heard.by
    at = beep.heard.at
    command = beep.command
    isRepeated = repeated
  }
  return {
    isOneOf(beep, windowMs) {
      const { heard, answers, quantity } = beep
      if (!heard || windowMs === 0 || answers !== undefined || quantity !== null) return false
      if (beep.command === command) return isRepeated
      const since = heard.at - at
      const isSame = text === beep.text && by === heard.by && since >= 0 && since <= windowMs
      if (isSame) remember(beep, true)
      return isSame
    },
    heard: (beep) => remember(beep, false),
  }
}
