import { afterEach, describe, expect, it, vi } from 'vitest'
import { connectZvt } from '../../drivers/payment/driver.ts'
import {
  LEAKED,
  simulateTerminal,
  type SimulatedTerminal,
  type TerminalBehaviour,
} from '../../drivers/payment/simulator.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { PaymentOutcome, PaymentRequest, RefundRequest } from '../../src/ports/devices.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLog } from '../../src/system/log.ts'

const PATIENCE = { timeout: 15_000, interval: 5 }
const AMOUNT = 1234
const toClose: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const open of toClose.splice(0).toReversed()) await open.close()
})

/** Waits a hundredth of what it is asked for, so that minutes of patience end here too. */
function hastyClock(): Clock {
  const clock = systemClock({ holdsProcess: false })
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed() * 100,
    after: (ms, call) => clock.after(ms / 100, call),
    sleep: (ms) => clock.sleep(ms / 100),
  }
}

let intents = 0
function intentOf(amountMinor = AMOUNT): PaymentRequest {
  intents += 1
  return { intent: `intent-${intents}`, amountMinor, currency: 'EUR' }
}

/** To the card with these last digits, or to any. */
function refundOf(amountMinor: number, card: string | null = null): RefundRequest {
  return { ...intentOf(amountMinor), card }
}

function till(simulator: SimulatedTerminal, clock = systemClock({ holdsProcess: false })) {
  const lines: string[] = []
  const log = createLog({ name: 'test', destination: { write: (line) => lines.push(line) } })
  const { host, port } = simulator
  const terminal = connectZvt({ host, port, password: '000000' }, { clock, log })
  toClose.push(terminal)
  return { terminal, lines }
}

async function pair(behaviour: TerminalBehaviour = 'approve', clock?: Clock) {
  const simulator = await simulateTerminal()
  toClose.push(simulator)
  simulator.behave(behaviour)
  return { simulator, ...till(simulator, clock) }
}

const charges = (simulator: SimulatedTerminal): number =>
  simulator.commands.filter((command) => command === 0x0601).length

describe('a card payment over ZVT', () => {
  it('that is approved tells what a receipt may show', async () => {
    const { simulator, terminal } = await pair()
    expect(await terminal.pay(intentOf())).toEqual({
      ...{ state: 'approved', amountMinor: AMOUNT, trace: '000471', receipt: '0471' },
      ...{ lastFour: '1111', authorisation: '611804', scheme: 'Debit Mastercard' },
    } satisfies PaymentOutcome)
    expect(simulator.payments).toEqual([{ amountMinor: AMOUNT, trace: '000471' }])
    expect(await terminal.pay(intentOf(999_999_999_999))).toMatchObject({ trace: '000472' })
  })

  it('lets no card data out, whatever the terminal tells', async () => {
    const { terminal, lines } = await pair()
    const outcome = JSON.stringify(await terminal.pay(intentOf())) + lines.join('')
    expect(lines.length).toBeGreaterThan(0)
    for (const secret of [LEAKED.number, LEAKED.number.slice(0, 12), LEAKED.expiry, '4111']) {
      expect(outcome).not.toContain(secret)
    }
  })

  it.each([
    ['decline', { state: 'declined', reason: 'code-05' }],
    ['red-key', { state: 'cancelled' }],
    ['refuse', { state: 'declined', reason: 'refused-83' }],
    ['wrong-amount', { state: 'unknown', reason: 'amount-differs' }],
    ['contradict', { state: 'unknown', reason: 'answer-senseless' }],
    ['noise', { state: 'unknown', reason: 'answer-senseless' }],
    ['silent', { state: 'unknown', reason: 'no-answer' }],
    ['wait', { state: 'unknown', reason: 'no-answer' }],
    ['cut-before-authorisation', { state: 'unknown', reason: 'link-lost' }],
    ['cut-after-authorisation', { state: 'unknown', reason: 'link-lost' }],
  ] as const)('ends as what is known of it: %s', async (behaviour, outcome) => {
    const { simulator, terminal } = await pair(behaviour, hastyClock())
    expect(await terminal.pay(intentOf())).toEqual(outcome)
    expect(charges(simulator)).toBe(1)
  })

  it('is cancelled by the till, before and while the customer is asked', async () => {
    const { simulator, terminal } = await pair('wait')
    const early = terminal.pay(intentOf())
    await terminal.cancel()
    expect(await early).toEqual({ state: 'cancelled' })
    expect(charges(simulator)).toBe(0)

    const late = terminal.pay(intentOf())
    await vi.waitFor(() => expect(charges(simulator)).toBe(1), PATIENCE)
    await terminal.cancel()
    expect(await late).toEqual({ state: 'cancelled' })
    expect(simulator.payments).toEqual([])
    await terminal.cancel()
  })

  it('is one at a time, and nothing is sent for what cannot be paid', async () => {
    const { simulator, terminal } = await pair('wait')
    const first = terminal.pay(intentOf())
    expect(await terminal.pay(intentOf())).toEqual({ state: 'declined', reason: 'busy' })
    await vi.waitFor(() => expect(charges(simulator)).toBe(1), PATIENCE)
    await terminal.close()
    expect(await first).toEqual({ state: 'unknown', reason: 'link-lost' })
    expect(await terminal.pay(intentOf())).toEqual({ state: 'declined', reason: 'not-reached' })

    const other = till(simulator).terminal
    for (const amount of [0, -5, 1_000_000_000_000, Number.NaN]) {
      expect(await other.pay(intentOf(amount))).toEqual({ state: 'declined', reason: 'amount' })
    }
    const yen = { ...intentOf(), currency: 'JPY' }
    expect(await other.pay(yen)).toEqual({ state: 'declined', reason: 'currency' })
    await simulator.close()
    expect(await other.pay(intentOf())).toEqual({ state: 'declined', reason: 'not-reached' })
    expect(charges(simulator)).toBe(1)
  })
})

describe('a card payment whose end nobody heard of', () => {
  it('is found approved by asking, and is never charged again', async () => {
    const { simulator, terminal } = await pair()
    await terminal.pay(intentOf())
    simulator.behave('cut-after-authorisation')
    const intent = intentOf()
    expect(await terminal.pay(intent)).toMatchObject({ state: 'unknown' })
    expect(await terminal.pay(intent)).toEqual({ state: 'unknown', reason: 'asked-before' })
    for (let count = 0; count < 3; count += 1) {
      expect(await terminal.inquire(intent)).toMatchObject({ state: 'approved', trace: '000472' })
    }
    expect(simulator.payments).toHaveLength(2)
    expect(charges(simulator)).toBe(2)
  })

  it('is found not taken where the last payment is an older one of the same amount', async () => {
    const { simulator, terminal } = await pair()
    await terminal.pay(intentOf())
    simulator.behave('cut-before-authorisation')
    const intent = intentOf()
    await terminal.pay(intent)
    const notTaken = { state: 'declined', reason: 'not-taken' }
    expect(await terminal.inquire(intent)).toEqual(notTaken)

    const fresh = await pair('cut-before-authorisation')
    const first = intentOf()
    await fresh.terminal.pay(first)
    expect(await fresh.terminal.inquire(first)).toEqual(notTaken)
  })

  it('stays unknown while the customer goes on without a link, and is approved then', async () => {
    const { simulator, terminal } = await pair('late-approval')
    const intent = intentOf()
    expect(await terminal.pay(intent)).toMatchObject({ state: 'unknown' })
    expect(await terminal.inquire(intent)).toEqual({ state: 'unknown', reason: 'busy' })
    expect(await terminal.pay(intentOf())).toEqual({ state: 'declined', reason: 'busy' })
    simulator.approveLate()
    expect(await terminal.inquire(intent)).toMatchObject({ state: 'approved', amountMinor: AMOUNT })
    expect(simulator.payments).toHaveLength(1)
  })

  it('of another amount than the last one stays unknown', async () => {
    const { terminal } = await pair('wrong-amount')
    const intent = intentOf()
    await terminal.pay(intent)
    const differs = { state: 'unknown', reason: 'amount-differs' }
    expect(await terminal.inquire(intent)).toEqual(differs)
  })

  it('is told from settled ones after a restart, and is no guess without them', async () => {
    const { simulator, terminal } = await pair()
    await terminal.pay(intentOf())
    const restarted = till(simulator).terminal
    const intent = intentOf()
    const ask = (settledTraces?: string[]) =>
      restarted.inquire(settledTraces === undefined ? intent : { ...intent, settledTraces })
    expect(await ask()).toEqual({ state: 'unknown', reason: 'cannot-tell' })
    expect(await ask(['000471'])).toEqual({ state: 'declined', reason: 'not-taken' })
    expect(await ask(['000470'])).toMatchObject({ state: 'approved', trace: '000471' })
    expect(charges(simulator)).toBe(1)
  })

  it('stays unknown where the terminal cannot be asked', async () => {
    const { simulator, terminal } = await pair('cut-after-authorisation')
    const intent = intentOf()
    await terminal.pay(intent)
    await simulator.close()
    expect(await terminal.inquire(intent)).toEqual({ state: 'unknown', reason: 'not-reached' })
  })
})

describe('money that a card gets back', () => {
  const reversalOf = (receipt: string | null) => ({
    ...intentOf(),
    original: { trace: '000471', receipt },
  })

  it('is a payment taken back, named by the terminal’s own receipt', async () => {
    const { simulator, terminal } = await pair()
    const paid = await terminal.pay(intentOf())
    const receipt = paid.state === 'approved' ? paid.receipt : null
    expect(await terminal.reverse(reversalOf(receipt))).toMatchObject({
      ...{ state: 'approved', amountMinor: AMOUNT },
    })
    expect(simulator.returned).toEqual([{ amountMinor: AMOUNT, trace: '000472' }])
    expect(charges(simulator)).toBe(1)
  })

  it('is not asked for without that receipt, and refused for one that is not there', async () => {
    const { simulator, terminal } = await pair()
    const asked = simulator.commands.length
    expect(await terminal.reverse(reversalOf(null))).toEqual({
      ...{ state: 'declined', reason: 'no-receipt' },
    })
    expect(simulator.commands).toHaveLength(asked)
    expect(await terminal.reverse(reversalOf('9999'))).toMatchObject({ state: 'declined' })
    expect(simulator.returned).toEqual([])
  })

  it('is a refund of any amount', async () => {
    const { simulator, terminal } = await pair()
    expect(await terminal.refund(refundOf(700))).toMatchObject({
      ...{ state: 'approved', amountMinor: 700 },
    })
    expect(simulator.returned).toEqual([{ amountMinor: 700, trace: '000471' }])
    simulator.behave('decline')
    expect(await terminal.refund(refundOf(700))).toEqual({ state: 'declined', reason: 'code-05' })
    simulator.behave('red-key')
    expect(await terminal.refund(refundOf(700))).toEqual({ state: 'cancelled' })
    expect(simulator.returned).toHaveLength(1)
  })

  it('is a refund to the card that had paid, and is taken back from any other', async () => {
    const { simulator, terminal } = await pair()
    expect(await terminal.refund(refundOf(700, '1111'))).toMatchObject({ state: 'approved' })
    simulator.showCard('4771')
    const refused = refundOf(300, '1111')
    expect(await terminal.refund(refused)).toEqual({ state: 'declined', reason: 'another-card' })
    expect(simulator.revoked).toEqual([{ amountMinor: 300, trace: '000473' }])
    // Asked again it tells nothing that could be taken for money that went out.
    expect(await terminal.inquire(refused)).toEqual({ state: 'unknown', reason: 'cannot-tell' })
    expect(await terminal.refund(refundOf(300))).toMatchObject({ lastFour: '4771' })
    expect(simulator.revoked).toHaveLength(1)
  })

  it.each(['reverse', 'refund'] as const)(
    'by %s without an answer is found by asking, and never given twice',
    async (way) => {
      const { simulator, terminal } = await pair()
      const paid = await terminal.pay(intentOf())
      const back = reversalOf(paid.state === 'approved' ? paid.receipt : null)
      const intent = { ...back, card: null }
      simulator.behave('cut-after-authorisation')
      expect(await terminal[way](intent)).toEqual({ state: 'unknown', reason: 'link-lost' })
      expect(await terminal[way](intent)).toEqual({ state: 'unknown', reason: 'asked-before' })
      expect(await terminal.inquire(intent)).toMatchObject({ state: 'approved', trace: '000472' })
      expect(simulator.returned).toHaveLength(1)
    },
  )
})
