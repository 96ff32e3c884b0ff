import { describe, expect, it } from 'vitest'
import type { StatusView } from '../../src/contract/terminal/views.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import type { Backups } from '../../src/ports/backup.ts'
import { readyPrinter } from './devices.ts'
import { NO_DEVICES, openTill, pendingEvents, value, type Shop, closeTill } from './shop.ts'

type Watched = ReturnType<Shop['terminal']['watch']>

/** What the bar was told last. */
async function told(watched: Watched): Promise<StatusView | undefined> {
  const events = await pendingEvents(watched)
  return events.flatMap((event) => (event.kind === 'status' ? [event.status] : [])).at(-1)
}

describe('the bar', () => {
  it('tells a backend that does not know this terminal apart from one that is away', async () => {
    const shop = await openTill()
    const watched = shop.terminal.watch()
    expect(await told(watched)).toMatchObject({ network: { online: true, refused: false } })
    Object.assign(shop.network, { online: false, refused: true })
    shop.network.changed()
    expect(await told(watched)).toMatchObject({ network: { online: false, refused: true } })
  })

  it('says that the clock is wrong for as long as the backend’s shows it', async () => {
    const shop = await openTill()
    const watched = shop.terminal.watch()
    const read = async (ahead: number) => {
      const clock = { at: shop.clock.now(), ahead, within: 20 }
      shop.store.delivery.note({ parked: 0, forked: false, heads: [], till: NO_NEWS, clock })
      shop.network.changed()
      return (await told(watched))?.clock
    }
    const at = shop.clock.now()
    expect(await read(59_000)).toBeNull()
    expect(await read(3_600_000)).toEqual({ at, server: at - 3_600_000 })
    expect(await read(0)).toBeNull()
  })

  it('hears of a backup that failed, and of the next that did not', async () => {
    let changed = (): void => undefined
    let failure: ReturnType<Backups['failure']>
    const newest = { file: 'terminal.db', at: 7 }
    const backups: Backups = {
      ...{ ask: () => undefined, newest: () => newest, failure: () => failure },
      onChange: (call) => {
        changed = call
        return () => undefined
      },
    }
    const shop = await openTill({ backups })
    const watched = shop.terminal.watch()
    expect(await told(watched)).toMatchObject({ backup: { newestAt: 7, failure: null } })
    failure = { code: 'disk-full', at: 8 }
    changed()
    expect(await told(watched)).toMatchObject({ backup: { newestAt: 7, failure: 'disk-full' } })
    failure = undefined
    changed()
    expect(await told(watched)).toMatchObject({ backup: { failure: null } })
  })

  it('shows a slip that did not print, which a person has printed again', async () => {
    const printer = readyPrinter()
    printer.answer = () => ({ state: 'unknown', condition: 'offline' })
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    const watched = shop.terminal.watch()
    value(closeTill(shop, 10_000))
    await expect.poll(() => shop.store.printJobs.open()).toHaveLength(1)
    const [job] = (await told(watched))?.printJobs ?? []
    expect(job).toMatchObject({ kind: 'close-slip', state: 'unknown', receipt: null })
    printer.answer = () => ({ state: 'printed' })
    const again = { command: crypto.randomUUID(), job: job!.id, outcome: 'sent-again' } as const
    value(shop.terminal.receipts.settle(again))
    await expect.poll(() => printer.printed).toHaveLength(2)
    // It may lie there already: what comes out now says so.
    expect(JSON.stringify(printer.printed[1]!.document)).toContain('COPY')
    expect(JSON.stringify(printer.printed[0]!.document)).not.toContain('COPY')
    expect((await told(watched))?.printJobs).toEqual([])
  })
})
