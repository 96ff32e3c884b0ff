/** A real core whose disk fails: it says so, ends, and comes back over a verified database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { verifyJournal } from '../../src/store/verify.ts'
import { comeBack, makePlace, openSellingShop, openTill } from '../crash/stage.ts'
import { scan, startProcess, STARTED, watchFor } from '../crash/stage.ts'
import { attach, canInject, WITHOUT_STRACE } from './strace.ts'

it.skipIf(!canInject)(
  `a failed sync ends the core after its screens were told, and it comes back (${WITHOUT_STRACE})`,
  async () => {
    const place = makePlace()
    const shop = await openSellingShop()
    const { process: till, url } = await startProcess({ shop, place })
    onTestFinished(async () => {
      await till.stop()
      await shop.close()
      place.remove()
    })
    const screen = await comeBack(url)
    await openTill(screen)
    await scan(screen)
    const first = till.pid()!
    const shown = watchFor(screen, (event) =>
      event.kind === 'status' ? (event.status.blocked ?? undefined) : undefined,
    )
    const ready = till.line('terminal ready ')
    const tracer = await attach({ call: 'sync', error: 'EIO', nth: 1, isForEver: true }, first)
    const refused = await scan(screen).then(
      () => undefined,
      (error: { code?: unknown }) => error.code,
    )
    expect([refused, await shown]).toEqual(['disk-failed', 'disk-failed'])
    await ready
    expect(await tracer.detach()).toContain('INJECTED')
    screen.close()
    const second = till.pid()!
    expect(second).not.toBe(first)
    expect(readFileSync(`/proc/${String(second)}/cmdline`, 'utf8')).toContain('--thorough')
    const again = await comeBack(url)
    expect((await again.api.draft.current()).lines).toHaveLength(1)
    expect(await scan(again)).toBeDefined()
    again.close()
    await expect
      .poll(() => verifyJournal(join(place.folder, 'terminal.db')).broken, STARTED)
      .toBeUndefined()
  },
  60_000,
)
