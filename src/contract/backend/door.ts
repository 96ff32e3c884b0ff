/** How people of the shop come in at the office, over HTTP, and what is told of who is in. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { PASSWORD_LONGEST, passwordSchema, signInNameSchema } from '../../domain/office-account.ts'
import { heldRoleSchema, permissionSchema } from '../../domain/permission.ts'
import { base } from './base.ts'
import { ofShop, ofStore } from './office-need.ts'

/** What was typed; whether it can be anybody's is not said. */
const typedSchema = z.string().min(1).max(PASSWORD_LONGEST)

const whoSchema = z.object({
  /** Null for the owner's token, which is nobody in particular. */
  person: z
    .object({
      id: idSchema,
      name: textSchema(80),
      store: idSchema,
      role: heldRoleSchema,
      /** What the store calls a role of its own; null for one that every store has. */
      roleName: textSchema(40).nullable(),
    })
    .nullable(),
  /** What they may do here. */
  permissions: z.array(permissionSchema),
  /** Whether it holds for every store, or for the one that they work in. */
  ofWholeShop: z.boolean(),
})
type Who = z.infer<typeof whoSchema>
/** By its name: spelt out each time, the whole contract's type would be too long to write. */
export interface WhoIsIn extends Who {}
export const whoIsInSchema: z.ZodType<WhoIsIn> = whoSchema

export const doorContract = {
  signIn: base
    .meta(ofShop('nothing'))
    .route({
      method: 'POST',
      path: '/administration/sign-in',
      summary: 'Signs a person of the shop in; the session is a cookie',
      description:
        'What was wrong is not told: `credential-wrong`. Wrong too often, a name and a caller ' +
        'are `busy`; so is everybody while too many passwords are looked at.',
    })
    .input(z.strictObject({ name: signInNameSchema, password: typedSchema }))
    .output(whoIsInSchema),
  signOut: base
    .meta(ofShop('nothing'))
    .route({
      method: 'POST',
      path: '/administration/sign-out',
      summary: 'Ends the session of the cookie',
    })
    .output(z.object({ signedIn: z.literal(false) })),
  me: base
    .meta(ofStore('session'))
    .route({ method: 'GET', path: '/administration/me', summary: 'Who is in, and what they may' })
    .output(whoIsInSchema),
  changePassword: base
    .meta(ofStore('session'))
    .route({
      method: 'POST',
      path: '/administration/password',
      summary: 'Another password for who is signed in, who is out everywhere else',
      description: 'The one of now is asked for; a wrong one counts as at the door.',
    })
    .input(z.strictObject({ password: typedSchema, next: passwordSchema }))
    .output(z.object({ changed: z.literal(true) })),
}
