import { describe, expect, it } from 'vitest'
import { StoreFailure } from '../../src/ports/store.ts'
import { draftCommand, MILK, openTill, payCash, pendingEvents, scan, type Shop } from './shop.ts'

/** Between two looks, as long as the core waits. */
const LOOK_MS = 3000

/** The disk gives way at every commit until there is room. */
function fillDisk({ store }: Shop) {
  const { transaction, proveWritable } = store
  const full = (): never => {
    throw new StoreFailure('disk-full', 'the disk is full')
  }
  let looks = 0
  const look = (): never => {
    looks += 1
    return full()
  }
  Object.assign(store, { transaction: full, proveWritable: look })
  return {
    looks: () => looks,
    free: () => void Object.assign(store, { transaction, proveWritable }),
  }
}

async function blockedNow(shop: Shop): Promise<string | null | undefined> {
  const [status] = (await pendingEvents(shop.terminal.watch())).flatMap((event) =>
    event.kind === 'status' ? [event.status.blocked] : [],
  )
  return status
}

describe('a disk that fills while selling', () => {
  it('blocks the till, and lets it go by itself once there is room', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const disk = fillDisk(shop)
    await expect(payCash(shop, 200)).rejects.toThrow('the disk is full')
    expect(await blockedNow(shop)).toBe('disk-full')
    shop.clock.pass(LOOK_MS)
    shop.clock.pass(LOOK_MS)
    expect(disk.looks()).toBe(2)
    expect(await blockedNow(shop)).toBe('disk-full')
    const screen = shop.terminal.watch()
    await pendingEvents(screen)
    disk.free()
    shop.clock.pass(LOOK_MS)
    expect(await pendingEvents(screen)).toMatchObject([
      { kind: 'status', status: { blocked: null } },
    ])
    expect((await payCash(shop, 200)).total).toBe(129)
  })

  it('is not looked at any more when the core has stopped', async () => {
    const shop = await openTill()
    const disk = fillDisk(shop)
    const abandon = () => shop.terminal.draft.abandon(draftCommand(shop))
    expect(abandon).toThrow('the disk is full')
    disk.free()
    await shop.terminal.stop()
    shop.store.close()
    expect(() => shop.clock.pass(LOOK_MS)).not.toThrow()
  })
})

describe('a disk that failed while selling', () => {
  it('is trusted no more: screens are told, whatever is asked for is refused', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const screen = shop.terminal.watch()
    await pendingEvents(screen)
    const { transaction } = shop.store
    const fail = (): never => {
      throw new StoreFailure('disk-failed', 'the disk failed')
    }
    Object.assign(shop.store, { transaction: fail })
    await expect(payCash(shop, 200)).rejects.toThrow('the disk failed')
    // As after a failed sync: what follows it may well succeed, and would prove nothing.
    Object.assign(shop.store, { transaction })
    shop.clock.pass(LOOK_MS)
    await expect(payCash(shop, 200)).rejects.toThrow('the disk failed')
    expect(await pendingEvents(screen)).toMatchObject([
      { kind: 'status', status: { blocked: 'disk-failed' } },
    ])
    expect(await blockedNow(shop)).toBe('disk-failed')
    expect(shop.reopen().store.drafts.current()?.lines).toHaveLength(1)
  })
})

describe('the store', () => {
  it('proves by a write of its own that it can be written, and changes nothing', async () => {
    const shop = await openTill()
    const before = shop.store.journal.head()
    shop.store.proveWritable()
    expect(shop.store.journal.head()).toEqual(before)
  })
})
