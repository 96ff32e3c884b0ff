/** What the owner may ask of the people of a store, over HTTP. */
import { z } from 'zod'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'
import * as staff from './staff.ts'

export const staffContract = {
  list: base
    .meta(ofStore('manage-staff'))
    .route({
      method: 'GET',
      path: '/administration/staff',
      summary: 'The people of a store, those who may work there first',
    })
    .input(staff.peopleInputSchema)
    .output(staff.peopleSchema),
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
      description:
        'Nobody changes their own role, their account at the office or whether they work here ' +
        '(`not-permitted`), nor anybody whose role may do what theirs may not, before or after ' +
        '(`role-beyond` with the `permission`). Somebody is left who may manage staff, and one ' +
        'of them at the office where there was one: else it is `last-admin`.',
    })
    .input(staff.changePersonInputSchema)
    .output(staff.personSchema),
  readRules: base
    .meta(ofStore('manage-staff'))
    .route({
      method: 'GET',
      path: '/administration/staff/rules',
      summary: 'What a store says of its roles, and how its tills are watched over',
    })
    .input(staff.staffInputSchema)
    .output(staff.staffRulesSchema),
  rules: base
    .meta(ofStore('manage-staff'))
    .route({
      method: 'POST',
      path: '/administration/staff/rules',
      summary: 'Which roles a store has, what they may do, and how its tills are watched over',
      description:
        'A limit of a kind that its permission does not know (`docs/staff.md` has the table) ' +
        'is `settings-conflict` with the reason `limit-unmeasured`, the `role`, the ' +
        '`permission` and the `measure`: nothing is set then. A person gives, and takes, no more ' +
        'than they may do themselves: else it is `role-beyond` with the `role` and the ' +
        '`permission`. What would leave nobody who may manage staff is `last-admin`.',
    })
    .input(staff.staffRulesInputSchema)
    .output(z.object({ set: z.literal(true) })),
}
