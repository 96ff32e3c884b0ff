/**
 * Labels of goods: of one product, of what a delivery brings, and of prices that change. Each kind
 * of goods is a job of its own, so that one whose end nobody knows puts no other in doubt.
 */
import type { z } from 'zod'
import {
  LABELS_LIMIT,
  type LabelsView,
  type printedLabelsSchema,
  type printLabelsSchema,
  type ProposedLabels,
} from '../../contract/terminal/labels.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { directionOf } from '../../domain/language.ts'
import { labelOf, PRICE_LABEL_RULE, type GoodsLabel } from '../../domain/labels/goods-label.ts'
import type { UnitPrice } from '../../domain/money.ts'
import { figuresFor } from '../../domain/receipt/figures.ts'
import type { LabelRun } from '../../ports/devices.ts'
import { authorise, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { readShop, type Shop } from '../shop.ts'
import { findLabelled, proposedLines } from './propose.ts'

export interface LabelUses {
  proposed(input: ProposedLabels): Result<LabelsView>
  /** All of them, or none where one has no such price any more. */
  print(input: z.infer<typeof printLabelsSchema>): Result<z.infer<typeof printedLabelsSchema>>
}

export function createLabelUses(core: Core, printing: PrintRunner): LabelUses {
  const { store, random } = core
  return {
    proposed(input) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      if (!signedIn(core)) return fail('not-signed-in')
      const lines = proposedLines(core, shop.value, input, core.clock.now())
      if (!lines.ok) return lines
      return succeed({
        lines: lines.value.slice(0, LABELS_LIMIT),
        isCut: lines.value.length > LABELS_LIMIT,
      })
    },
    print: ({ command, labels }) =>
      core.run('labels.print', command, (at) => {
        const authority = authorise(core, at, 'print-labels')
        if (!authority.ok) return authority
        const { shop, context } = authority.value
        if (!core.devices().labelPrinter) return fail('label-printer-missing')
        if (store.printJobs.countLabels() + labels.length > LABELS_LIMIT) {
          return fail('limit-labels', { limit: LABELS_LIMIT })
        }
        const runs: LabelRun[] = []
        for (const { copies, ...wanted } of labels) {
          const label = labelFor(core, shop, wanted, at)
          if (!label.ok) return label
          runs.push({ label: label.value, copies })
        }
        for (const run of runs) {
          const job = { id: random.id(), kind: 'labels', sale: null, document: null } as const
          printing.add({ ...job, labels: run }, context)
        }
        return succeed({ jobs: runs.length })
      }),
  }
}

interface WantedLabel {
  readonly variant: string
  readonly unitPrice: UnitPrice | null
}

/** In the store's own language: it is for its customers, whatever the cashier reads. */
function labelFor(
  core: Core,
  shop: Shop,
  { variant, unitPrice }: WantedLabel,
  at: number,
): Result<GoodsLabel> {
  const goods = findLabelled(core, shop, variant, at)
  if (!goods) return fail('variant-unknown')
  if (!goods.prices.includes(unitPrice)) return fail('goods-outdated')
  const { locale, currency, zone, priceLabels = PRICE_LABEL_RULE } = shop.store
  const style = {
    figures: figuresFor(locale, currency, zone),
    direction: directionOf(locale),
    rule: priceLabels,
  }
  return succeed(labelOf({ ...goods, unitPrice }, style))
}
