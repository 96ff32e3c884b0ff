import { createRouterClient, ORPCError } from '@orpc/server'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createTerminalRouter } from '../../src/application/router.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { StoreFailure } from '../../src/ports/store.ts'
import {
  DEPARTMENT,
  draftCommand,
  MILK,
  openShop,
  openTill,
  PEOPLE,
  PINS,
  scan,
  type Shop,
} from './shop.ts'

const clientOf = ({ terminal, log }: Shop, checkAnswers = true) =>
  createRouterClient(createTerminalRouter(terminal, { log, checkAnswers }))

async function errorOf(asked: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ORPCError)) throw new Error(`no typed error: ${String(error)}`)
  return error
}

describe('the router', () => {
  it('sells from sign-in to receipt, each answer as the contract has it', async () => {
    const shop = openShop()
    const client = clientOf(shop)
    expect(await client.staff.list()).toHaveLength(4)
    const person = { command: v7(), staff: PEOPLE.manager, pin: PINS.manager }
    expect(await client.staff.signIn(person)).toMatchObject({ role: 'manager' })
    await client.till.open({ command: v7(), float: minor(10_000) })
    expect(await client.catalogue.departments()).toMatchObject([
      { name: 'Food' },
      { name: 'Other' },
    ])
    const tiles = await client.catalogue.tiles({ department: DEPARTMENT })
    expect(tiles.map(({ name }) => name).slice(0, 2)).toEqual(['Milk', 'Bread'])
    const [found] = await client.catalogue.search({ text: 'mil' })
    expect(found).toMatchObject({ variant: MILK.variant, unitPrice: MILK.price * 10_000 })
    expect(await client.catalogue.search({ text: ' ' })).toEqual([])
    const beep = { command: v7(), text: MILK.gtin, symbology: ']E0', quantity: ONE }
    expect(await client.draft.scan(beep)).toMatchObject({ outcome: 'added' })
    const { id: draft, version } = await client.draft.current()
    const paid = { command: v7(), draft, version, tendered: minor(500) }
    const sold = await client.draft.payCash(paid)
    expect(sold).toMatchObject({ total: 129, change: 371 })
    expect(await client.receipts.latest()).toEqual(sold)
    expect(await client.staff.signOut({ command: v7() })).toBeNull()
  })

  it('gives failures as typed errors with their code and details', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const client = clientOf(shop)
    const paid = { ...draftCommand(shop), tendered: minor(1) }
    const error = await errorOf(client.draft.payCash(paid))
    expect(error).toMatchObject({
      ...{ code: 'tender-too-small', defined: true, data: { due: 129 } },
    })
    const wrong = { command: v7(), staff: PEOPLE.cashier, pin: '0000' }
    expect(await errorOf(client.staff.signIn(wrong))).toMatchObject({ code: 'pin-wrong' })
  })

  it.each([
    ['no id', { command: 'x', text: '1', symbology: null, quantity: ONE }],
    [
      'a code without end',
      { command: v7(), text: '1'.repeat(513), symbology: null, quantity: ONE },
    ],
    [
      'a field that nobody knows',
      { ...{ command: v7(), text: '1', symbology: null }, quantity: ONE, price: 1 },
    ],
    ['half a piece too much', { command: v7(), text: '1', symbology: null, quantity: 1.5 }],
    ['nothing', undefined],
  ])('refuses %s with a stable code and changes nothing', async (_, input) => {
    const shop = await openTill()
    const before = shop.store.journal.head()
    const error = await errorOf(clientOf(shop).draft.scan(input as never))
    expect(error).toMatchObject({ code: 'input-invalid', defined: true })
    expect(error.data).toBeUndefined()
    expect(shop.store.journal.head()).toEqual(before)
  })

  it('tells what the disk did, and shows it until it is over', async () => {
    const shop = await openTill()
    const { transaction } = shop.store
    Object.assign(shop.store, {
      transaction: () => {
        throw new StoreFailure('disk-full', 'SQLITE_FULL at /secret/path')
      },
    })
    const client = clientOf(shop)
    const beep = { command: v7(), text: MILK.gtin, symbology: null, quantity: ONE }
    const error = await errorOf(client.draft.scan(beep))
    expect(error).toMatchObject({ code: 'disk-full', message: 'disk-full' })
    const blocked = async () => {
      for await (const event of await client.watch()) {
        if (event.kind === 'status') return event.status.blocked
      }
      return 'nothing'
    }
    expect(await blocked()).toBe('disk-full')
    Object.assign(shop.store, { transaction })
    // It looks again by itself: nobody sells on a blocked terminal.
    shop.clock.pass(3000)
    expect(await client.draft.scan(beep)).toMatchObject({ outcome: 'added' })
    expect(await blocked()).toBeNull()
  })

  it('lets no text of an unexpected error out, and logs it', async () => {
    const shop = await openTill()
    Object.assign(shop.terminal.draft, {
      abandon: () => {
        throw new TypeError('secret of the house')
      },
    })
    const error = await errorOf(clientOf(shop).draft.abandon(draftCommand(shop)))
    expect(error).toMatchObject({ code: 'internal', defined: true, message: 'internal' })
    expect(JSON.stringify(error.toJSON())).not.toContain('secret')
    expect(shop.log.lines.at(-1)).toMatchObject({ level: 'error' })
  })

  it('checks its own answers where it is told to', async () => {
    const shop = await openTill()
    const wrong = { ok: true, value: [{ id: 'not an id' }] }
    Object.assign(shop.terminal.staff, { list: () => wrong })
    expect(await errorOf(clientOf(shop).staff.list())).toMatchObject({ code: 'internal' })
    expect(await clientOf(shop, false).staff.list()).toEqual(wrong.value)
  })

  it('streams events, the full picture first, until the screen goes', async () => {
    const shop = await openTill()
    const aborted = new AbortController()
    const events = await clientOf(shop).watch(undefined, { signal: aborted.signal })
    const kinds: string[] = []
    for await (const event of events) {
      kinds.push(event.kind)
      if (kinds.length === 3) await scan(shop, MILK.gtin)
      if (kinds.length === 4) aborted.abort()
    }
    expect(kinds).toEqual(['shop', 'status', 'draft', 'draft'])
  })
})
