/** What the owner says of how a store sells, and reads of it. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { storeSettingsSchema } from '../../domain/settings.ts'
import { base } from './base.ts'
import { lookOfStore, ofStore } from './office-need.ts'
import { staffInputSchema } from './staff.ts'

/** What customers take home, beside who sold it. */
const template = storeSettingsSchema.pick({
  ...{ receiptHeader: true, receiptFooter: true, receiptLogo: true, receiptLanguages: true },
}).shape

/**
 * What may change while a store is open. Not among them: what past sales were computed by
 * (currency, zone, where tax is rounded), and who may do what, which `staff/rules` has.
 */
const { shape } = storeSettingsSchema.pick({
  ...{ cashRounding: true, foreignCash: true, tips: true, vouchers: true },
  ...{ giftCards: true, customerAccounts: true, loyalty: true },
  ...{ returns: true, selling: true, till: true },
  ...{ address: true, taxNumber: true, invoices: true, quotes: true, customerGroups: true },
  ...{ priceLabels: true, layaways: true, priceList: true, displayPictures: true },
})

/** One that is absent is not set: the store has none of it, or does as is usual. */
export const shopSettingsSchema = z.object({ ...shape, ...template })

/** Each that is named is replaced whole, by nothing where it is null; the others stay. */
export const setSettingsInputSchema = staffInputSchema.extend({
  address: shape.address.optional(),
  taxNumber: shape.taxNumber.optional(),
  /** All of its goods have to be on it: what is not cannot be sold. */
  priceList: shape.priceList.optional(),
  cashRounding: shape.cashRounding.nullable(),
  foreignCash: shape.foreignCash.nullable(),
  tips: shape.tips.nullable(),
  vouchers: shape.vouchers.nullable(),
  invoices: shape.invoices.nullable(),
  quotes: shape.quotes.nullable(),
  priceLabels: shape.priceLabels.nullable(),
  layaways: shape.layaways.nullable(),
  customerGroups: shape.customerGroups.nullable(),
  giftCards: shape.giftCards.nullable(),
  customerAccounts: shape.customerAccounts.nullable(),
  loyalty: shape.loyalty.nullable(),
  returns: shape.returns.nullable(),
  selling: shape.selling.nullable(),
  till: shape.till.nullable(),
  displayPictures: shape.displayPictures.nullable(),
  receiptHeader: template.receiptHeader.optional(),
  receiptFooter: template.receiptFooter.optional(),
  receiptLogo: template.receiptLogo.nullable(),
  receiptLanguages: template.receiptLanguages.nullable(),
})

/** All of the template: what is not named it has not. */
const previewInputSchema = staffInputSchema.extend({
  ...template,
  /** Whose printer; the first till's where none is named. */
  terminal: idSchema.optional(),
})

export const drawnReceiptSchema = z.object({
  /** SVG, one unit a dot of the printer. */
  picture: z.string(),
  /** Characters that the printer cannot print, each once. */
  lost: z.array(z.string()),
})

type Shown = z.infer<typeof shopSettingsSchema>
type Asked = z.infer<typeof setSettingsInputSchema>
type Previewed = z.infer<typeof previewInputSchema>
/** By their names: spelt out each time, the whole contract's type would be too long to write. */
export interface ShopSettings extends Shown {}
export interface SetSettingsInput extends Asked {}
export interface PreviewInput extends Previewed {}
const shown: z.ZodType<ShopSettings> = shopSettingsSchema
const asked: z.ZodType<
  SetSettingsInput,
  z.input<typeof setSettingsInputSchema>
> = setSettingsInputSchema
const previewed: z.ZodType<PreviewInput, z.input<typeof previewInputSchema>> = previewInputSchema

export const settingsContract = {
  read: base
    .meta(ofStore('manage-settings'))
    .route({ method: 'GET', path: '/administration/settings', summary: 'How a store sells' })
    .input(staffInputSchema)
    .output(shown),
  set: base
    .meta(ofStore('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/settings',
      summary: 'Replaces what is named of how a store sells; null takes it away',
      description:
        'All or nothing, and its tills hear of it at once. What does not go together is ' +
        '`settings-conflict`, with a `reason`: `credit-nowhere` (goods are taken back without a ' +
        'receipt, and there is neither store credit nor a gift card to put their worth on), ' +
        '`currency-own`, `currency-twice`, `voucher-twice`, `reason-twice`, `label-twice`, ' +
        '`language-unknown`, `language-twice`, `group-twice`, `list-other` (of other money, or ' +
        'with tax where the store’s own list has none). A department or price list that does ' +
        'not exist is `not-found`.',
    })
    .input(asked)
    .output(shown),
  preview: base
    .meta(lookOfStore('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/receipt-previews',
      summary: 'A made-up receipt by such a template, as a till’s printer would print it',
      description: 'Nothing is set. Drawn from the bytes that the printer would get.',
    })
    .input(previewed)
    .output(drawnReceiptSchema),
}
