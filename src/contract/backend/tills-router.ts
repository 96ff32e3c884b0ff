/** Till sessions for the owner, over HTTP. */
import { receiptPaperSchema } from '../reports.ts'
import { sessionEntriesSchema } from '../session-entries.ts'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'
import {
  closeElsewhereInputSchema,
  sessionEntriesInputSchema,
  tillSessionDetailSchema,
  tillSessionInputSchema,
  tillSessionsInputSchema,
  tillSessionsSchema,
} from './tills.ts'

export const tillsContract = {
  sessions: base
    .meta(ofStore('read-till'))
    .route({
      method: 'GET',
      path: '/administration/tills/sessions',
      summary: 'Till sessions of a store, those that nobody closed first',
    })
    .input(tillSessionsInputSchema)
    .output(tillSessionsSchema),
  session: base
    .meta(ofStore('read-till'))
    .route({
      method: 'GET',
      path: '/administration/tills/session',
      summary: 'A till session with its corrections and whatever else closed it',
    })
    .input(tillSessionInputSchema)
    .output(tillSessionDetailSchema),
  entries: base
    .meta(ofStore('read-till'))
    .route({
      method: 'GET',
      path: '/administration/tills/entries',
      summary: 'What a till session is made of: its sales and its cash, newest first',
    })
    .input(sessionEntriesInputSchema)
    .output(sessionEntriesSchema),
  z: base
    .meta(ofStore('read-till'))
    .route({
      method: 'GET',
      path: '/administration/tills/z',
      summary: 'The Z of a till session as it was printed',
    })
    .input(tillSessionInputSchema)
    .output(receiptPaperSchema),
  closeElsewhere: base
    .meta(ofStore('close-till'))
    .route({
      method: 'POST',
      path: '/administration/tills/closed-elsewhere',
      summary: 'Closes an abandoned session, until its terminal’s own Z comes',
      description:
        'The session stays the terminal’s: entries that come later are taken as numbered ' +
        'corrections, its own Z takes the place of this word, and both are shown. It is the ' +
        'word of who is signed in; the owner’s token names a person, and nobody else does ' +
        '(`input-invalid`). What was counted may differ by more than the store tolerates only ' +
        'where they may `accept-difference` so far (`difference-not-permitted`). A session that ' +
        'is closed is `session-closed`, but for a word that `corrects` the one that was said ' +
        'then and that is not final.',
    })
    .input(closeElsewhereInputSchema)
    .output(tillSessionDetailSchema),
}
