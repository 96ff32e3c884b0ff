import { afterAll, beforeAll, expect, it } from 'vitest'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { findWrongClaims } from '../../src/backend/verify/claims.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { personalText } from '../../src/domain/customer/customer.ts'
import { enrolTerminal, Journal, random, saleFact, stockItems } from './stage.ts'
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

it('promises a sale’s invoice to one till, and tells of a second that was issued', async () => {
  const { stage, terminal } = served
  const { backend } = stage
  const sale = saleFact(stage.shop, [{ item: random.id(), quantity: 1000 }])
  const key = sale.body.sale
  const send = async (facts: readonly Fact[]) => {
    const own = await enrolTerminal(stage)
    const journal = new Journal(own)
    journal.open()
    for (const fact of facts) journal.append(fact)
    await receive(backend, own, journal.entries)
  }
  const claim = () => ({ ...({ id: random.id(), kind: 'invoice', key, amount: 1 } as const) })
  const ask = () => takeClaim(backend, terminal, { ...claim(), draft: random.id() })
  const digest = personalDigestOf(personalText('ab'.repeat(16), { name: 'Ada' }))
  const invoice = (): Fact => {
    const body = { sale: key, number: 1, invoice: 'R-1', customer: random.id(), digest }
    return { kind: 'invoice-issued', body: { ...body, claim: claim() } }
  }
  expect(await ask()).toMatchObject({ value: { reason: 'unknown' } })
  await send([sale, invoice()])
  expect(await ask()).toMatchObject({ value: { outcome: 'refused', reason: 'used-up' } })
  await send([invoice()])
  const { exceptions } = await exceptionsOf(backend.database, stage.shop.tenant)
  expect(exceptions).toContainEqual(
    expect.objectContaining({ claim: 'invoice', most: 1, taken: 2, about: sale.body.receipt }),
  )
  expect(await findWrongClaims(backend.database)).toBeUndefined()
})
