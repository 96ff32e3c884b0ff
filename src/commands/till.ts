/** A terminal with the browser host, kept running: the till of the demo shop. */
import { join } from 'node:path'
import type { Clock } from '../ports/clock.ts'
import { portOrFree } from './free-port.ts'
import type { ShopFloor } from './shop-floor.ts'
import { supervise, type Supervised } from './supervisor.ts'

export interface Till {
  readonly process: Supervised
  /** What a person opens, with the token in its fragment; the same after each restart. */
  readonly url: string
  /** What the customer's screen opens. */
  readonly displayUrl: string
  readonly folder: string
}

export function tillFolder(floor: ShopFloor): string {
  return join(floor.folder, 'terminal')
}

/** Rejects where the terminal does not stay up. */
export async function openTill(floor: ShopFloor, clock: Clock, port: number): Promise<Till> {
  const folder = tillFolder(floor)
  const place = ['--folder', folder, '--backend', floor.backendUrl]
  const process = supervise({
    name: 'terminal',
    script: floor.programs.terminal,
    args: [...place, '--port', String(await portOrFree(port))],
    environment: { HOLDFAST_ENROLMENT_CODE: floor.enrolmentCode },
    clock,
    onGivenUp: floor.onGivenUp,
  })
  const [shown, ready] = await Promise.all([
    process.line('terminal display '),
    process.line('terminal ready '),
  ])
  return {
    process,
    folder,
    url: ready.slice('terminal ready '.length),
    displayUrl: shown.slice('terminal display '.length),
  }
}
