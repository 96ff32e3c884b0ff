/** The backend's HTTP API, from which its OpenAPI description is made. */
import { z } from 'zod'
import { base } from './base.ts'
import { ofShop, ofStore } from './office-need.ts'
import * as administration from './administration.ts'
import * as customers from './customers.ts'
import { devicesContract } from './devices.ts'
import { actsContract } from './acts.ts'
import { doorContract } from './door.ts'
import { exceptionsInputSchema, exceptionsSchema } from './exceptions.ts'
import { mailContract } from './mail.ts'
import { officeContract } from './office-router.ts'
import { priceListsContract } from './price-lists.ts'
import { promotionsContract } from './promotions.ts'
import { refundsContract } from './refunds-router.ts'
import { reportsContract } from './reports-router.ts'
import { shopContract } from './shop-router.ts'
import { shopKeysContract } from './shop-keys.ts'
import { invoicesContract } from './invoices.ts'
import { settingsContract } from './settings.ts'
import { staffContract } from './staff-router.ts'
import { shopperContract } from './shopper.ts'
import * as sync from './sync.ts'
import { purchasingContract } from './purchasing.ts'
import { storesContract } from './stores.ts'
import { syncContract } from './sync-router.ts'
import { taxClassesContract } from './tax-classes.ts'
import { taxPacksContract } from './tax-packs.ts'
import { tillsContract } from './tills-router.ts'

const contract = {
  sync: syncContract,
  shop: shopContract,
  shopKeys: shopKeysContract,
  shopper: shopperContract,
  door: doorContract,
  acts: actsContract,
  staff: staffContract,
  settings: settingsContract,
  invoices: invoicesContract,
  mail: mailContract,
  priceLists: priceListsContract,
  promotions: promotionsContract,
  taxClasses: taxClassesContract,
  refunds: refundsContract,
  taxPacks: taxPacksContract,
  reports: reportsContract,
  office: officeContract,
  tills: tillsContract,
  purchasing: purchasingContract,
  stores: storesContract,
  devices: devicesContract,
  administration: {
    importFile: base
      .meta(ofShop('change-goods'))
      .route({
        method: 'POST',
        path: '/administration/imports',
        summary: 'Reads a catalogue file, or previews it',
      })
      .input(administration.importInputSchema)
      .output(administration.importReportSchema),
    enrolmentCode: base
      .meta(ofStore('manage-terminals'))
      .route({
        method: 'POST',
        path: '/administration/enrolment-codes',
        summary: 'A one-time code for a new terminal',
      })
      .input(administration.enrolmentCodeInputSchema)
      .output(administration.enrolmentCodeOutputSchema),
    replacementCode: base
      .meta(ofShop('manage-terminals'))
      .route({
        method: 'POST',
        path: '/administration/replacement-codes',
        summary: 'A one-time code that gives an existing terminal another credential and key',
      })
      .input(administration.terminalInputSchema)
      .output(administration.enrolmentCodeOutputSchema),
    revokeTerminal: base
      .meta(ofShop('manage-terminals'))
      .route({
        method: 'POST',
        path: '/administration/revocations',
        summary: 'Takes the credential of a terminal back; a replacement code gives it another',
      })
      .input(administration.terminalInputSchema)
      .output(z.object({ revoked: z.literal(true) })),
    terminals: base
      .meta(ofShop('manage-terminals'))
      .route({
        method: 'GET',
        path: '/administration/terminals',
        summary: 'Every terminal with its epochs: what came, what is known of, what is closed',
      })
      .output(z.array(administration.terminalFigureSchema)),
    exceptions: base
      .meta(ofShop('read-journal'))
      .route({
        method: 'GET',
        path: '/administration/exceptions',
        summary: 'What is missing, lost, doubled, set aside or oversold',
      })
      .input(exceptionsInputSchema)
      .output(exceptionsSchema),
    duplicates: base
      .meta(ofShop('change-customer-terms'))
      .route({
        method: 'GET',
        path: '/administration/duplicates',
        summary: 'Customers that may be one person, by a phone number or e-mail that they share',
      })
      .output(z.array(customers.proposalSchema)),
    mergeCustomers: base
      .meta(ofShop('change-customer-terms'))
      .route({
        method: 'POST',
        path: '/administration/merges',
        summary: "A person's word that two customers are one",
        description:
          'Nothing is moved: the one points at the other, until they are parted again. A row ' +
          'with money on an account is `kept`, and goes into no other.',
      })
      .input(customers.mergeInputSchema)
      .output(z.object({ merged: z.literal(true) })),
    mergedCustomers: base
      .meta(ofShop('change-customer-terms'))
      .route({
        method: 'GET',
        path: '/administration/merged',
        summary: 'Customers that are another one by a word, the last word first',
      })
      .input(customers.mergedInputSchema)
      .output(customers.mergedListSchema),
    partCustomers: base
      .meta(ofShop('change-customer-terms'))
      .route({
        method: 'POST',
        path: '/administration/partings',
        summary: 'Takes a merge back: the customer stands for itself again',
      })
      .input(customers.customerInputSchema)
      .output(z.object({ parted: z.literal(true) })),
    purchases: base
      .meta(ofShop('see-purchases'))
      .route({
        method: 'GET',
        path: '/administration/purchases',
        summary: 'What a customer bought in all stores, the latest first',
      })
      .input(customers.customerInputSchema)
      .output(z.array(customers.purchaseSchema)),
    closeEpoch: base
      .meta(ofShop('manage-terminals'))
      .route({
        method: 'POST',
        path: '/administration/closed-epochs',
        summary: "A person's word that an epoch's missing entries will not come",
        description:
          'What follows a hole applies, and the hole becomes a gap. Nothing is refused by it: ' +
          'entries that come later are still taken, and shrink the gap.',
      })
      .input(administration.closeEpochInputSchema)
      .output(z.object({ gaps: z.array(sync.holeSchema) })),
    retryParked: base
      .meta(ofShop('manage-terminals'))
      .route({
        method: 'POST',
        path: '/administration/parked-retries',
        summary: 'Reads the entries that were set aside again, as every start of the backend does',
      })
      .output(administration.retriedSchema),
    importEntries: base
      .meta(ofShop('manage-terminals'))
      .route({
        method: 'POST',
        path: '/administration/entries',
        summary: 'Takes in the file of entries that a terminal wrote before it was wiped',
        description:
          'Each entry goes the way of a pushed one. A file that was cut off or changed is ' +
          'refused whole with `input-invalid`, a `reason` and the `line`; nothing is changed. ' +
          'With `adopt` a terminal that a restored backend has forgotten is made known by it.',
      })
      .input(administration.importEntriesInputSchema)
      .output(administration.importedEntriesSchema),
    figures: base
      .meta(ofShop('read-journal'))
      .route({
        method: 'GET',
        path: '/administration/figures',
        summary: 'Counts for a check of the whole',
      })
      .output(administration.figuresSchema),
    levels: base
      .meta(ofShop('read-reports'))
      .route({
        method: 'GET',
        path: '/administration/levels',
        summary: 'Stock of every item, kept and recomputed',
      })
      .input(z.object({ barcode: z.string().max(14).optional() }))
      .output(z.array(administration.levelFigureSchema)),
  },
}

type Contract = typeof contract
/** By its name: what is made of it would be too long a type to be written out. */
export interface BackendContract extends Contract {}
export const backendContract: BackendContract = contract
