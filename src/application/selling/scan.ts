/** A scan: the shortest way from a beep to a line of the cart. */
import type { z } from 'zod'
import type { ScanAnswer, scanSchema } from '../../contract/terminal/commands.ts'
import { readLabel } from '../../domain/barcode/label.ts'
import { readScan, type Marks } from '../../domain/barcode/scan.ts'
import { fail, succeed, type Failure, type FailureCode, type Result } from '../../domain/failure.ts'
import type { GivenCoupon } from '../../domain/selling/draft.ts'
import { NO_ANSWERS } from '../../domain/selling/needs.ts'
import { SELLING_RULES } from '../../domain/settings.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import type { TillAuthority } from '../authority.ts'
import { sellableView } from '../catalogue/views.ts'
import { isKnownCard } from '../accounts/source.ts'
import type { Core } from '../core.ts'
import type { Attempt } from '../staff/pin-gate.ts'
import { enterByBadge } from '../staff/door.ts'
import type { StatusTeller } from '../status/teller.ts'
import type { Coupons } from './coupons.ts'
import type { CurrentDraft } from './current-draft.ts'
import { createDoubleScans } from './double-scans.ts'
import { takeHandedOver } from './handed-over.ts'
import type { LinePutter } from './put-line.ts'

export type ScanInput = z.infer<typeof scanSchema>
export type Scan = (input: ScanInput) => Promise<Result<ScanAnswer>>

/** What is remembered of a scan; the cart joins the answer when it is given. */
export type ScanOutcome = Exclude<ScanAnswer, { outcome: 'added' }> | { readonly outcome: 'added' }

export function createScan(
  core: Core,
  current: CurrentDraft,
  lines: LinePutter,
  { status, coupons }: { readonly status: StatusTeller; readonly coupons: Coupons },
): Scan {
  const doubles = createDoubleScans()
  const act = (
    input: ScanInput,
    coupon: Result<GivenCoupon> | undefined,
    authority: TillAuthority,
  ): Result<ScanOutcome> => {
    const { doubleScanMs } = authority.shop.store.selling ?? SELLING_RULES
    if (doubles.isOneOf(input, doubleScanMs)) {
      return succeed({ outcome: 'repeated', text: input.text })
    }
    const outcome = ring({ core, current, lines }, input, coupon, authority)
    if (outcome.ok && COUNTED.has(outcome.value.outcome)) doubles.heard(input)
    return outcome
  }
  return async (input) => {
    const badge = core.pins.badge(input.text)
    if (badge) return letIn(core, status, badge, input.command)
    const { command, text } = input
    const coupon = await coupons.bring({
      procedure: 'draft.scan',
      command,
      text,
      isOther: isGoods(core, input),
    })
    const done = await lines.run('draft.scan', command, (authority) =>
      act(input, coupon, authority),
    )
    coupons.settle(coupon)
    if (!done.ok) return done
    const { value } = done
    if (value.outcome === 'unknown') return succeed({ ...value, text: input.text })
    return succeed(value.outcome === 'added' ? { ...value, draft: current.view() } : value)
  }
}

interface ScanParts {
  readonly core: Core
  readonly current: CurrentDraft
  readonly lines: LinePutter
}

function ring(
  { core, current, lines }: ScanParts,
  input: ScanInput,
  coupon: Result<GivenCoupon> | undefined,
  authority: TillAuthority,
): Result<ScanOutcome> {
  const { text, symbology, quantity, answers = NO_ANSWERS } = input
  const scan = readScan(text, symbology)
  if (scan.kind === 'receipt') return succeed({ outcome: 'receipt', number: scan.number })
  if (scan.kind === 'quote') return succeed({ outcome: 'quote', number: scan.number })
  const found = findScanned(core, scan, authority)
  if (found === 'misread') {
    return succeed({ outcome: 'blocked', text, name: '', reason: 'label-misread' })
  }
  const { variant: wanted } = answers
  const fitting = wanted
    ? found.goods.filter(
        ({ variant, packQuantity }) =>
          variant.id === wanted.id && packQuantity === wanted.packQuantity,
      )
    : found.goods
  const [only, ...others] = fitting
  if (!only && wanted) return fail('variant-unknown')
  if (!only) {
    const taken = takeHandedOver(core, current, { text, coupon }, authority)
    if (!taken.ok) return taken
    if (taken.value) return succeed({ outcome: 'added' })
    if (isKnownCard(core, authority.shop, text)) return succeed({ outcome: 'gift-card' })
    // It may be a code that is worth money one day: what is remembered does not have it.
    return succeed({ outcome: 'unknown', text: '' })
  }
  if (others.length > 0) {
    const choices = fitting.map(sellableView)
    return succeed({ outcome: 'choose', text, symbology, choices })
  }
  const goods = { sellable: only, count: quantity, marks: found.marks, answers }
  const rung = lines.ring(goods, authority)
  if (!rung.ok) return blockedOr(rung.failure, only, text)
  const { needs } = rung.value
  if (needs.length === 0) return succeed({ outcome: 'added' })
  return succeed({
    outcome: 'ask',
    text,
    symbology,
    goods: sellableView(only),
    needs: [...needs],
  })
}

/** Goods go before whatever else has their code. */
function isGoods(core: Core, { text, symbology }: ScanInput) {
  return (authority: TillAuthority): boolean => {
    const found = findScanned(core, readScan(text, symbology), authority)
    return found === 'misread' || found.goods.length > 0
  }
}

function letIn(
  core: Core,
  status: StatusTeller,
  badge: Attempt,
  command: string,
): Result<ScanAnswer> {
  return core.run<ScanAnswer>('draft.scan', command, (at) => {
    const person = enterByBadge(core, status, badge, at)
    return person.ok ? succeed({ outcome: 'badge', name: person.value.name }) : person
  })
}

/** What a second beep of the same would count twice. */
const COUNTED: ReadonlySet<ScanAnswer['outcome']> = new Set(['added', 'ask', 'choose'])

export interface Found {
  readonly goods: readonly Sellable[]
  readonly marks: Marks
}

const NO_MARKS: Marks = {}

/** What carries a code, and what the code itself says; labels of the shop's own scales too. */
export function findScanned(
  { store: { catalogue } }: Core,
  scan: ReturnType<typeof readScan>,
  { shop, context }: Pick<TillAuthority, 'shop' | 'context'>,
): Found | 'misread' {
  if (scan.kind !== 'gtin') return { goods: [], marks: NO_MARKS }
  const { gtin, marks } = scan
  const label = readLabel(gtin, (shop.store.selling ?? SELLING_RULES).labels)
  if (label?.kind === 'misread') return 'misread'
  if (label) {
    const goods = catalogue.byGtin(label.item, shop.list.id, context.at)
    const { measure } = label
    if (goods.length > 0 && measure.kind === 'price') return { goods, marks: { price: measure } }
    if (goods.length > 0 && measure.kind !== 'price') {
      const unit = measure.kind === 'count' ? 'piece' : 'kilogram'
      return { goods, marks: { measure: { unit, quantity: measure.quantity } } }
    }
  }
  return { goods: catalogue.byGtin(gtin, shop.list.id, context.at), marks }
}

const BLOCKING: ReadonlySet<FailureCode> = new Set(['price-missing', 'tax-missing', 'expired'])

/** What is known and cannot be sold as it is, is told where its line would have stood. */
function blockedOr(failure: Failure, { variant }: Sellable, text: string): Result<ScanOutcome> {
  if (!BLOCKING.has(failure.code)) return { ok: false, failure }
  return succeed({ outcome: 'blocked', text, name: variant.name, reason: failure.code })
}
