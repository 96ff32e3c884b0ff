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

/** A scan is over when no key follows for this long; the slowest scanners pause 100 ms between keys. */
const SCAN_ENDS_AFTER_MS = 400
/** Presses that one scan may have: the code, its ends, and a shift for each letter. */
const PRESSES_AT_MOST = 80

type Outcome = 'learning' | 'learned' | 'failed'

export function Calibration() {
  const say = useSay()
  const desk = useDesk()
  const hub = useKeyHub()
  const [scans, setScans] = useState<readonly (readonly KeyPress[])[]>([])
  const [outcome, setOutcome] = useState<Outcome>('learning')
  const presses = useRef<KeyPress[]>([])

  useEffect(() => {
    let cancel = () => {}
    const end = () => {
      const scan = presses.current
      presses.current = []
      setScans((before) => [...before, scan].slice(-SETUP_SCANS))
    }
    const stop = hub.observe((press) => {
      // A lone Escape is a person who leaves; a scanner sends none in the middle of a code.
      if (actOf(press) === 'back' && presses.current.length === 0) return false
      cancel()
      if (presses.current.length < PRESSES_AT_MOST) presses.current.push(press)
      cancel = after(SCAN_ENDS_AFTER_MS, end)
      return true
    })
    return () => {
      cancel()
      stop()
    }
  }, [hub])

  useEffect(() => {
    if (scans.length < SETUP_SCANS) return
    const learned = learn(scans)
    setScans([])
    if (!learned) setOutcome('failed')
    else void calibrate(desk, learned).then((isKept) => setOutcome(isKept ? 'learned' : 'failed'))
  }, [scans, desk])

  return (
    <>
      <p>{say('calibration.intro', { count: SETUP_SCANS })}</p>
      <figure className="setup-code">
        <Code128 text={SETUP_CODE} />
        <figcaption>{SETUP_CODE}</figcaption>
      </figure>
      <ol className="setup-scans" aria-label={say('calibration.scans')}>
        {Array.from({ length: SETUP_SCANS }, (_, index) => (
          <li
            key={index}
            data-done={outcome === 'learned' || index < scans.length ? '' : undefined}
          >
            {index + 1}
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
