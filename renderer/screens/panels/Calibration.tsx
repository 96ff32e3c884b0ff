/** Learns a keyboard scanner from three scans of the setup barcode. */
import { useEffect, useRef, useState } from 'react'
import {
  calibrate as learn,
  SETUP_CODE,
  SETUP_SCANS,
} from '../../../src/domain/barcode/calibration.ts'
import type { KeyPress } from '../../../src/domain/barcode/keyboard.ts'
import { calibrate } from '../../acts/devices.ts'
import { after } from '../../clock.ts'
import { Notice } from '../../design/Notice.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeyHub } from '../../terminal-context.tsx'
import { Code128 } from './Code128.tsx'

/** A scan is over when no key follows for so long; the slowest scanners pause 100 ms in a code. */
const SCAN_ENDS_AFTER_MS = 400
/** Presses that one scan may have: the code, its ends, and a shift for each letter. */
const PRESSES_AT_MOST = 80

interface Progress {
  readonly scans: number
  readonly outcome: 'learning' | 'learned' | 'failed'
}

/** Takes every key while it is shown, and learns as soon as there are enough scans. */
function useCalibration(): Progress {
  const desk = useDesk()
  const hub = useKeyHub()
  const [progress, setProgress] = useState<Progress>({ scans: 0, outcome: 'learning' })
  const scans = useRef<KeyPress[][]>([])

  useEffect(() => {
    let presses: KeyPress[] = []
    let cancel = () => {}
    const end = async () => {
      scans.current.push(presses)
      presses = []
      if (scans.current.length < SETUP_SCANS) {
        setProgress({ scans: scans.current.length, outcome: 'learning' })
        return
      }
      const learned = learn(scans.current)
      scans.current = []
      const isKept = learned !== undefined && (await calibrate(desk, learned))
      setProgress({ scans: isKept ? SETUP_SCANS : 0, outcome: isKept ? 'learned' : 'failed' })
    }
    const stop = hub.observe((press) => {
      // A lone Escape is a person who leaves; a scanner sends none before a code.
      if (actOf(press) === 'back' && presses.length === 0) return false
      cancel()
      if (presses.length < PRESSES_AT_MOST) presses.push(press)
      cancel = after(SCAN_ENDS_AFTER_MS, () => void end())
      return true
    })
    return () => {
      cancel()
      stop()
    }
  }, [desk, hub])
  return progress
}

const STEPS = Array.from({ length: SETUP_SCANS }, (_, index) => index + 1)

export function Calibration() {
  const say = useSay()
  const { scans, outcome } = useCalibration()
  return (
    <>
      <p>{say('calibration.intro', { count: SETUP_SCANS })}</p>
      <figure className="setup-code">
        <Code128 text={SETUP_CODE} />
        <figcaption>{SETUP_CODE}</figcaption>
      </figure>
      <ol className="setup-scans" aria-label={say('calibration.scans')}>
        {STEPS.map((step) => (
          <li key={step} {...(step <= scans && { 'data-done': '' })}>
            {step}
          </li>
        ))}
      </ol>
      {outcome === 'learned' && <Notice tone="plain" title={say('calibration.learned')} />}
      {outcome === 'failed' && (
        <Notice tone="caution" title={say('calibration.failed')}>
          <p>{say('calibration.failed.body')}</p>
        </Notice>
      )}
    </>
  )
}
