/** A disk that is really full while somebody pays. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { verifyJournal } from '../../src/store/verify.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { MILK, openTill, payCash, pendingEvents, scan, type Shop } from '../application/shop.ts'
import { canMount, mountTinyDisk, WITHOUT_MOUNT } from './tiny-disk.ts'

/** Between two looks, as long as the core waits. */
const LOOK_MS = 3000

async function blockedNow({ terminal }: Shop): Promise<string | null | undefined> {
  const events = await pendingEvents(terminal.watch())
  return events.find((event) => event.kind === 'status')?.status.blocked
}

function scanMilk({ terminal }: Shop) {
  return terminal.draft.scan({ command: v7(), text: MILK.gtin, symbology: null, quantity: ONE })
}

describe.skipIf(!canMount)(`a full disk (${WITHOUT_MOUNT})`, () => {
  it('lets the sale under way end by the reserve, and begins no other without room', async () => {
    const disk = mountTinyDisk(48)
    const file = join(disk.folder, 'terminal.db')
    const shop = await openTill({ file, keepsReserve: true })
    await scan(shop, MILK.gtin)
    disk.fill()
    await scan(shop, MILK.gtin)
    expect(await blockedNow(shop)).toBeNull()
    shop.clock.pass(LOOK_MS)
    expect((await payCash(shop, 500)).total).toBe(258)
    expect(existsSync(`${file}.reserve`)).toBe(false)
    expect(await blockedNow(shop)).toBe('disk-full')
    expect(await scanMilk(shop)).toMatchObject({ failure: { code: 'disk-full' } })
    shop.clock.pass(LOOK_MS)
    expect(await blockedNow(shop)).toBe('disk-full')
    disk.free()
    shop.clock.pass(LOOK_MS)
    expect(await blockedNow(shop)).toBeNull()
    expect(existsSync(`${file}.reserve`)).toBe(true)
    await scan(shop, MILK.gtin)
    await payCash(shop, 500)
    expect(verifyJournal(file)).toMatchObject({ sales: 2, broken: undefined })
  })

  it('shows from the start that there is no room for the reserve', async () => {
    const disk = mountTinyDisk(12)
    const shop = await openTill({ file: join(disk.folder, 'terminal.db'), keepsReserve: true })
    expect(await blockedNow(shop)).toBe('disk-full')
    expect(await scanMilk(shop)).toMatchObject({ failure: { code: 'disk-full' } })
  })
})
