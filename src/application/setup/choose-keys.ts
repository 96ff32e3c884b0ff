/** Which key does what on this very machine, where somebody wanted it otherwise. */
import type { z } from 'zod'
import type { chooseKeysSchema } from '../../contract/terminal/commands.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { KEYS, type StatusTeller } from '../status/teller.ts'

export type ChooseKeys = (input: z.infer<typeof chooseKeysSchema>) => Result<null>

export function createChooseKeys(core: Core, status: StatusTeller): ChooseKeys {
  return ({ command, keys }) =>
    core.run('keys.choose', command, (at) => {
      const authority = authorise(core, at, 'choose-keys')
      if (!authority.ok) return authority
      core.store.settings.setLocal(KEYS, JSON.stringify(keys))
      core.store.afterCommit(status.shopChanged)
      return succeed(null)
    })
}
