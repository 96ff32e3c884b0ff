import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  BREAD,
  draftCommand,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  scan,
  value,
  closeTill,
} from './shop.ts'

it('what a day at the till leaves behind verifies, entries and books', async () => {
  const devices = { ...NO_DEVICES, payment: paymentTerminal(approve), printer: readyPrinter() }
  const shop = await openTill({ devices })
  const { terminal } = shop
  for (let day = 0; day < 2; day += 1) {
    if (day > 0) value(terminal.till.open({ command: v7(), float: minor(5_000) }))
    for (const goods of [MILK, BREAD, MILK]) {
      await scan(shop, goods.gtin, 3)
      await scan(shop, BREAD.gtin)
      await payCash(shop, 20_000)
    }
    await scan(shop, BREAD.gtin)
    value(await terminal.draft.payCard(draftCommand(shop)))
    value(terminal.till.openDrawer({ command: v7(), reason: 'Change' }))
    const sold = value(terminal.receipts.latest())
    value(terminal.receipts.reprint({ command: v7(), sale: sold!.sale }))
    value(closeTill(shop, 10_000))
  }
  const found = await verifyDatabase(shop.file, { check: 'full' })
  expect(found).toMatchObject({ sales: 8, broken: undefined })
})
