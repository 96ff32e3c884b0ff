/**
 * A sale → its effect visible to an online shopper over HTTP, with backend and terminal as
 * processes of their own on this machine. Beside it one request of the same page of the API, which
 * it cannot beat.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cashier } from '../../src/commands/demo/cashier.ts'
import { goodsOnShelf, piecesOnline } from '../../src/commands/goods.ts'
import { openShopFloor } from '../../src/commands/shop-floor.ts'
import { openTill } from '../../src/commands/till.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import type { Bench } from './bench.ts'
import { distributionOf } from './measure.ts'

const ROUNDS = 150
const BOUND_US = 250_000

export const shelf: Bench = {
  name: 'shelf',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const clock = systemClock({ holdsProcess: true })
    const floor = await openShopFloor({
      folder,
      clock,
      ports: { backend: 0, printer: 0, payment: 0 },
    })
    const till = await openTill(floor, clock, 0)
    const { url } = till
    const cashier = new Cashier({ url, clock, random: systemRandom(), beep: undefined })
    try {
      await cashier.comeToTill()
      await cashier.status((status) => !status.catalogue.pulling, 'the first pull')
      await cashier.openTill('1234', 0)
      const goods = await goodsOnShelf(floor.owner, { count: ROUNDS / 5, least: 6 })
      const visible: number[] = []
      const request: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const { code } = goods[round % goods.length]!
        const before = await piecesOnline(floor.owner, code)
        await cashier.scan(code)
        const sold = cashier.takeCash()
        const began = clock.elapsed()
        await sold
        while ((await piecesOnline(floor.owner, code)) !== before - 1) await clock.sleep(1)
        visible.push((clock.elapsed() - began) * 1000)
        const asked = clock.elapsed()
        await piecesOnline(floor.owner, code)
        request.push((clock.elapsed() - asked) * 1000)
      }
      const measured = { visible: distributionOf(visible), request: distributionOf(request) }
      return { ok: measured.visible.p99 <= BOUND_US, figures: { ...measured, boundUs: BOUND_US } }
    } finally {
      cashier.leave()
      await till.process.stop()
      await floor.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
