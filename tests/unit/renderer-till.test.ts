import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { beginClose, countTill } from '../../renderer/acts/till.ts'
import { createTurn, type Desk } from '../../renderer/acts/desk.ts'
import type { TerminalClient } from '../../renderer/connection/link.ts'
import { troubleOf } from '../../renderer/connection/trouble.ts'
import { formatOf } from '../../renderer/format/format.ts'
import { messagesFor, type Say } from '../../renderer/language/language.tsx'
import { adviceOf, concernsOf } from '../../renderer/screens/bar/concerns.ts'
import { networkSign } from '../../renderer/screens/bar/signs.ts'
import { screenOf } from '../../renderer/state/screen.ts'
import { SAMPLE_SHOP } from '../../renderer/components/samples.ts'
import { initialState, type TerminalState } from '../../renderer/state/state.ts'
import { createStore } from '../../renderer/state/store.ts'
import type { ClosedTillView, WaitingView } from '../../src/contract/terminal/till.ts'
import type { DraftView, SaleView, StatusView } from '../../src/contract/terminal/views.ts'
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import { UNPAID } from '../fixtures/draft-view.ts'
import { minor } from '../../src/domain/money.ts'

const ID = '00000000-0000-7000-8000-000000000001'
const FINE: StatusView = {
  person: { id: ID, name: 'Bilal', role: 'supervisor', roleName: null },
  permissions: ['count-till'],
  till: { session: ID, openedAt: 0, float: minor(0), day: null },
  underWay: [],
  counting: [],
  waiting: [],
  network: { online: true, since: null, refused: false },
  unsent: { entries: 0, sales: 0, oldestAt: null },
  ...{ printer: null, labelPrinter: null, scanners: [], printJobs: [], printJobsWaiting: 0 },
  blocked: null,
  delivery: { parked: 0, forked: false },
  ...{ clock: null, recovery: null, backup: { newestAt: 0, failure: null } },
  ...{ failedMails: 0, reserveSpent: false, catalogue: { rows: 0, pulling: false } },
}
const CLOSED: ClosedTillView = {
  ...{ session: ID, z: 1, openedAt: 0, closedAt: 1, sales: 0, float: minor(0) },
  ...{ expected: minor(5), counted: minor(5), difference: minor(0) },
  ...{ foreign: [], tenders: [], tips: minor(0) },
}
const WAITING: WaitingView = { session: ID, openedAt: 0, countedAt: 1, person: 'Bilal' }
const COUNT = {
  ...{ session: ID, after: 0, counted: minor(5), pieces: undefined, foreign: [], tenders: [] },
}
const LINE: DraftView['lines'][number] = {
  ...{ id: ID, name: 'Milk', size: '', unit: 'piece', amount: minor(1), discounts: [] },
  rungAt: null,
  ...{ quantity: 1000 as never, unitPrice: 10_000 as never, returned: null },
}
const DRAFT: DraftView = {
  ...{ id: ID, version: 1, lines: [], subtotal: minor(0), tax: minor(0), taxes: [] },
  ...{
    total: minor(0),
    ...UNPAID,
    quickAmounts: [],
    canUndo: false,
    parked: 0,
    touched: null,
    payment: null,
    ...{ customer: null, discount: minor(0), given: [], coupons: [] },
  },
}

function deskWith(state: Partial<TerminalState>, answer: () => Promise<unknown>) {
  const asked: unknown[] = []
  const close = (input: unknown) => {
    asked.push(input)
    return answer()
  }
  const store = createStore({ ...initialState, shop: SAMPLE_SHOP, status: FINE, ...state })
  const desk = {
    ...{ store, inTurn: createTurn(), tones: { play: () => undefined } },
    connection: {
      ask: (act: (client: TerminalClient) => Promise<unknown>) =>
        act({ till: { count: close } } as unknown as TerminalClient).then(
          (value) => ({ ok: true, value }),
          (error: Error) => ({ ok: false, trouble: troubleOf(error.message) }),
        ),
    },
  } as unknown as Desk
  return { desk, store, asked }
}

const never = () => Promise.reject(new Error('nobody asked'))

describe('closing the till on the screen', () => {
  it.each([
    ['a cashier', { status: { ...FINE, permissions: [] } }, 'not-permitted'],
    ['a cart that holds a line', { draft: { ...DRAFT, lines: [LINE] } }, 'draft-open'],
    [
      'a payment without an end',
      { draft: { ...DRAFT, payment: { intent: ID, amount: minor(1), state: 'unknown' } } },
      'payment-unknown',
    ],
    [
      'a payment that begins just now',
      { draft: DRAFT, step: { name: 'card', phase: 'waiting', reason: '' } },
      'payment-pending',
    ],
  ] as const)('does not begin for %s, and says why', async (_, state, code) => {
    const { desk, store } = deskWith(state as Partial<TerminalState>, never)
    await beginClose(desk)
    expect(store.state().closing).toBeNull()
    expect(store.state().trouble?.code).toBe(code)
  })

  it('shows the outcome when the core has answered, though the till is closed before', async () => {
    const answer = Promise.withResolvers<WaitingView>()
    const { desk, store, asked } = deskWith({ draft: DRAFT }, () => answer.promise)
    await beginClose(desk)
    const done = countTill(desk, COUNT)
    store.change({ kind: 'event', event: { kind: 'status', status: { ...FINE, till: null } } })
    expect(screenOf(store.state())).toBe('close-till')
    answer.resolve(WAITING)
    expect(await done).toBeNull()
    expect(asked).toMatchObject([{ counted: 5 }])
    expect(screenOf(store.state())).toBe('till-counted')
    store.change({ kind: 'closing', closing: { phase: 'closed', till: CLOSED } })
    expect(screenOf(store.state())).toBe('till-closed')
    const gone = { ...FINE, till: null, person: null }
    store.change({ kind: 'event', event: { kind: 'status', status: gone } })
    expect([screenOf(store.state()), store.state().closing]).toEqual(['sign-in', null])
  })

  it('leaves nothing of the last sale for the next session', async () => {
    const sale = { sale: ID } as unknown as SaleView
    const { desk, store } = deskWith({ draft: DRAFT, step: { name: 'done', sale } }, never)
    await beginClose(desk)
    store.change({ kind: 'closing', closing: null })
    expect(store.state().step.name).toBe('sell')
  })

  it('gives way to a line that a scanner of the core brings into the cart', async () => {
    const { desk, store } = deskWith({ draft: DRAFT }, never)
    await beginClose(desk)
    const draft = { ...DRAFT, version: 2, lines: [LINE] }
    const answer: ScanAnswer = { outcome: 'added', draft }
    store.change({ kind: 'event', event: { kind: 'scanned', answer } })
    expect(screenOf(store.state())).toBe('sell')
  })

  it('stays with the count where the core refuses it', async () => {
    const { desk, store } = deskWith({ draft: DRAFT }, () => Promise.reject(new Error('busy')))
    await beginClose(desk)
    expect(await countTill(desk, COUNT)).toMatchObject({ code: 'busy' })
    expect(screenOf(store.state())).toBe('close-till')
  })
})

const BAD: StatusView = {
  ...FINE,
  reserveSpent: true,
  network: { online: false, since: 1, refused: true },
  delivery: { parked: 3, forked: true },
  clock: { at: Date.UTC(2026, 10, 26, 9), server: Date.UTC(2026, 10, 23, 9, 5) },
  recovery: {
    at: Date.UTC(2026, 10, 23, 8),
    missing: [
      { epoch: 1, from: 7, to: 7 },
      { epoch: 1, from: 12, to: 15 },
      { epoch: 2, from: 4, to: null },
    ],
  },
  backup: { newestAt: Date.UTC(2026, 10, 22, 18), failure: 'disk-full' },
}

function sayIn(locale: string): Say {
  const intl = createIntl({ locale, messages: messagesFor(locale) })
  return (id, values) => intl.formatMessage({ id }, values)
}

function told(status: StatusView, locale: string): string[] {
  const say = sayIn(locale)
  const format = formatOf({ locale, currency: 'EUR', zone: 'UTC' })
  return concernsOf(status, format).map(
    (each) => `${say(each.key, each.values)}: ${adviceOf(each, status, say, format)}`,
  )
}

describe('what needs a person', () => {
  it('is nothing where all is well', () => {
    expect(told(FINE, 'en')).toEqual([])
    expect(told({ ...FINE, backup: null }, 'en')).toEqual([])
  })

  it('is named with the worst first, and with what to do', () => {
    expect(told(BAD, 'en')).toEqual([
      expect.stringMatching(/^Disk full: finish this sale: .*must free space/),
      expect.stringMatching(/^This till exists twice: call IT: .*enrol one of them again/),
      expect.stringMatching(/^The server does not know this till: Selling goes on/),
      expect.stringMatching(/missing: 1-7, 1-12 to 1-15, from 2-4\. Tell/),
      expect.stringMatching(/^The clock is wrong: .*Nov 26, 2026, 9:00.*Nov 23, 2026, 9:05/),
      expect.stringMatching(/^Kept aside at the server: 3: /),
      expect.stringMatching(/^No good backup since .*frees space/),
    ])
  })

  it('is said in every language that the screens know', () => {
    expect(told(BAD, 'de')).toEqual([
      expect.stringContaining('Festplatte voll'),
      expect.stringContaining('Diese Kasse gibt es zweimal'),
      expect.stringContaining('Der Server kennt diese Kasse nicht'),
      expect.stringContaining('1-12 bis 1-15, ab 2-4'),
      expect.stringContaining('Die Uhr geht falsch'),
      expect.stringContaining('Am Server beiseitegelegt: 3'),
      expect.stringContaining('Keine gute Sicherung seit'),
    ])
  })

  it('tells a server that does not know the till apart from one that is away', () => {
    const format = formatOf(SAMPLE_SHOP)
    expect(networkSign(BAD, format)).toBeNull()
    const away = { ...FINE, network: { online: false, since: 1, refused: false } }
    expect(networkSign(away, format)?.key).toBe('bar.offline-since')
    expect(concernsOf(away, format)).toEqual([])
  })

  it('cuts a long list of what is missing, and says that it goes on', () => {
    const missing = Array.from({ length: 9 }, (_, at) => ({ epoch: 1, from: at + 1, to: at + 1 }))
    const [concern] = told({ ...FINE, recovery: { at: 0, missing } }, 'en')
    expect(concern).toContain('1-1, 1-2, 1-3, 1-4, 1-5 …')
    expect(told({ ...FINE, recovery: { at: 0, missing: [] } }, 'en')[0]).toContain('Nothing is')
  })

  it('asks for another till where the copy shows that the sales file is damaged', () => {
    const damaged = { ...FINE, backup: { newestAt: null, failure: 'database-damaged' } as const }
    expect(told(damaged, 'en')).toEqual([
      expect.stringMatching(/^No good backup yet: .*Use another till/),
    ])
  })
})
