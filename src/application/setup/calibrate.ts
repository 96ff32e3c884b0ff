/** The keyboard wedge's timing, as measured on this very machine by scanning the setup barcode. */
import type { z } from 'zod'
import type { calibrateSchema } from '../../contract/terminal/commands.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { WEDGE, type StatusTeller } from '../status/teller.ts'

export type Calibrate = (input: z.infer<typeof calibrateSchema>) => Result<null>

export function createCalibrate(core: Core, status: StatusTeller): Calibrate {
  return ({ command, wedge }) =>
    core.run('scanner.calibrate', command, (at) => {
      const authority = authorise(core, at, 'calibrate-scanner')
      if (!authority.ok) return authority
      core.store.settings.setLocal(WEDGE, JSON.stringify(wedge))
      core.store.afterCommit(status.shopChanged)
      return succeed(null)
    })
}
