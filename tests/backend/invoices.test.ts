import { afterAll, beforeAll, expect, it } from 'vitest'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { personalText } from '../../src/domain/customer/customer.ts'
import { Journal, random, saleFact, stockItems } from './stage.ts'
import { serveStage, type ServedStage } from './served-stage.ts'

let served: ServedStage
beforeAll(async () => void (served = await serveStage()))
afterAll(() => served.close())

it('lists a store’s invoices, and takes none that names another than its entry says', async () => {
  const { stage, terminal } = served
  const [item = ''] = await stockItems(stage, [5000])
  const journal = new Journal(terminal)
  journal.open()
  const sale = saleFact(stage.shop, [{ item, quantity: 1000 }])
  journal.append(sale)
  const personal = personalText('ab'.repeat(16), {
    name: 'Ada',
    address: ['1 Row'],
    taxNumber: '9',
  })
  const issue = (number: number) => {
    const invoice = `R-T1-1-00000${String(number)}`
    const digest = personalDigestOf(personal)
    const body = { sale: sale.body.sale, number, invoice, customer: random.id(), digest }
    return journal.append({ kind: 'invoice-issued', body })
  }
  const told = { ...issue(1), personal }
  const forged = { ...issue(2), personal: personalText('ab'.repeat(16), { name: 'Eve' }) }
  const till = served.client(terminal.credential)
  const entries = [...journal.entries.slice(0, 2), told, forged]
  const { answers } = await till.sync.push({ entries })
  expect(answers).toEqual(['applied', 'applied', 'applied', 'parked'])
  const owner = served.client(stage.shop.ownerToken).invoices
  const day = { from: '2026-05-28', to: '2026-05-28' }
  const { invoices, next } = await owner.list(day)
  expect(next).toBeNull()
  expect(invoices).toEqual([
    expect.objectContaining({
      ...{ invoice: 'R-T1-1-000001', receipt: sale.body.receipt, total: sale.body.total },
      ...{ sale: sale.body.sale, terminal: terminal.terminal, businessDate: '2026-05-28' },
    }),
  ])
  expect(JSON.stringify(invoices)).not.toContain('Ada')
  expect((await owner.list({ from: '2026-05-29', to: '2026-05-29' })).invoices).toEqual([])
  await expect(till.invoices.list(day)).rejects.toMatchObject({ code: 'credential-wrong' })
})
