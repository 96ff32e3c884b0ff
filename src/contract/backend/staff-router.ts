/** What the owner may ask of the people of a store, over HTTP. */
import { z } from 'zod'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'
import * as staff from './staff.ts'

export const staffContract = {
  list: base
    .meta(ofStore('manage-staff'))
    .route({ method: 'GET', path: '/administration/staff', summary: 'The people of a store' })
    .input(staff.staffInputSchema)
    .output(z.array(staff.personSchema)),
  hire: base
    .meta(ofStore('manage-staff'))
    .route({ method: 'POST', path: '/administration/staff', summary: 'Takes a person on' })
    .input(staff.hireInputSchema)
    .output(staff.personSchema),
  change: base
    .meta(ofStore('manage-staff'))
    .route({
      method: 'POST',
      path: '/administration/staff/changes',
      summary: 'Another name, role or PIN for a person, or an end to their working here',
    })
    .input(staff.changePersonInputSchema)
    .output(staff.personSchema),
  rules: base
    .meta(ofStore('manage-staff'))
    .route({
      method: 'POST',
      path: '/administration/staff/rules',
      summary: 'Which roles a store has, what they may do, and how its tills are watched over',
      description:
        'A limit of a kind that its permission does not know (`docs/staff.md` has the table) ' +
        'is `settings-conflict` with the reason `limit-unmeasured`, the `role`, the ' +
        '`permission` and the `measure`: nothing is set then.',
    })
    .input(staff.staffRulesInputSchema)
    .output(z.object({ set: z.literal(true) })),
}
