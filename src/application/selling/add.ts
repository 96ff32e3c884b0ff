/** Putting goods into the cart by choosing them, or by typing a name and a price. */
import type { z } from 'zod'
import type { addOpenItemSchema, addSchema, ScanAnswer } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import type { TaxClass } from '../../domain/catalogue/pricing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { ratesAt } from '../../domain/pricing/tax-rate.ts'
import type { Draft, Line } from '../../domain/selling/draft.ts'
import { worthOf } from '../../domain/selling/extents.ts'
import { NO_ANSWERS } from '../../domain/selling/needs.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import { alsoNeeds, type Authority, type TillAuthority } from '../authority.ts'
import { sellableView } from '../catalogue/views.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import type { LinePutter } from './put-line.ts'
import { ageCheckedIn } from './ring/age.ts'
import type { ScanOutcome } from './scan.ts'

type AddInput = z.infer<typeof addSchema>
type OpenItemInput = z.infer<typeof addOpenItemSchema>

export interface AddUses {
  add(input: AddInput): Promise<Result<ScanAnswer>>
  addOpenItem(input: OpenItemInput): Promise<Result<DraftView>>
}

/** What an open item is taxed as where its department has no best seller to go by. */
const STANDARD_TAX = 'standard'

export function createAddUses(core: Core, current: CurrentDraft, lines: LinePutter): AddUses {
  const adding = async (
    procedure: string,
    command: string,
    lineFor: (authority: TillAuthority) => Result<Line>,
  ): Promise<Result<DraftView>> => {
    const done = await lines.run(procedure, command, (authority) => {
      const line = lineFor(authority)
      return line.ok ? lines.put(line.value, authority) : line
    })
    return done.ok ? succeed(current.view()) : done
  }
  return {
    async add(input) {
      const done = await lines.run('draft.add', input.command, (authority) =>
        ring(core, lines, input, authority),
      )
      if (!done.ok) return done
      const { value } = done
      return succeed(value.outcome === 'added' ? { ...value, draft: current.view() } : value)
    },
    addOpenItem: (input) =>
      adding('draft.addOpenItem', input.command, (authority) =>
        openItem(core, current.get(), input, authority),
      ),
  }
}

/** Chosen goods are rung up as scanned ones are; nothing is known of them but what is asked. */
function ring(
  core: Core,
  lines: LinePutter,
  input: AddInput,
  authority: TillAuthority,
): Result<ScanOutcome> {
  const sellable = chosen(core, input, authority)
  if (!sellable) return fail('variant-unknown')
  const { quantity: count, answers = NO_ANSWERS } = input
  const rung = lines.ring({ sellable, count, marks: {}, answers }, authority)
  if (!rung.ok) return rung
  const { needs } = rung.value
  if (needs.length === 0) return succeed({ outcome: 'added' })
  const goods = sellableView(sellable)
  return succeed({ outcome: 'ask', text: '', symbology: null, goods, needs: [...needs] })
}

/** Chosen after a scan it counts as the barcode's pack; chosen from a tile as a single one. */
export function chosen(
  { store: { catalogue } }: Core,
  { variant, barcode }: Pick<AddInput, 'variant' | 'barcode'>,
  { shop, context }: Authority,
): Sellable | undefined {
  const list = shop.list.id
  if (barcode === null) return catalogue.byVariant(variant, list, context.at)
  const { gtin, packQuantity } = barcode
  return catalogue
    .byGtin(gtin, list, context.at)
    .find((each) => each.variant.id === variant && each.packQuantity === packQuantity)
}

/** A typed price needs its own permission beside the one to sell. */
function openItem(
  core: Core,
  draft: Draft,
  input: OpenItemInput,
  authority: TillAuthority,
): Result<Line> {
  const { department, name, quantity, unitPrice } = input
  const extent = { amount: worthOf([{ unitPrice, quantity }]) }
  const allowed = alsoNeeds(core, authority, 'open-item', extent)
  if (!allowed.ok) return allowed
  if (quantity <= 0) return fail('limit-amount')
  const isKnown = core.store.catalogue.departments().some((each) => each.id === department)
  if (!isKnown) return fail('not-found')
  // No goods are named whose age could be asked for: it was, for as much, in this cart.
  const minimum = core.store.catalogue.department(department)?.minimumAge ?? 0
  if (ageCheckedIn(draft) < minimum) return fail('age-unchecked', { minimum })
  const taxClass = departmentTax(core, department, authority)
  if (!taxClass) return fail('tax-missing', { name })
  return succeed({
    id: core.random.id(),
    variant: null,
    barcode: null,
    name,
    size: '',
    unit: 'piece',
    department,
    quantity,
    unitPrice,
    price: null,
    taxClass: taxClass.code,
    rates: ratesAt(taxClass, authority.context.at),
    items: [],
    addedAt: authority.context.at,
    ...(minimum > 0 && { ageChecked: minimum }),
  })
}

function departmentTax(
  { store: { catalogue } }: Core,
  department: string,
  { shop, context }: TillAuthority,
): TaxClass | undefined {
  const [bestSeller] = catalogue.tiles(department, shop.list.id, context.at, 1)
  return bestSeller?.taxClass ?? catalogue.taxClass(STANDARD_TAX)
}
