/** What the owner says and asks of receipts by e-mail. */
import { accountOf, readMail, setMail } from '../mail/account.ts'
import { sendMail } from '../mail/send.ts'
import { trialMail } from '../mail/trial.ts'
import { guarded, ownShop } from './context.ts'
import { notFound, valueOf } from './refusal.ts'

export const mailRouter = {
  read: guarded.mail.read.handler(async ({ input, context }) =>
    readMail(context.backend.database, await ownShop(context, input.store ?? null)),
  ),
  set: guarded.mail.set.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await setMail(context.backend, shop, input))
  }),
  try: guarded.mail.try.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const { backend } = context
    const sender = (await accountOf(backend.database, shop)) ?? notFound()
    const outcome = await sendMail(sender, await trialMail(backend, shop, input.to))
    return { trouble: outcome.sent ? null : outcome.trouble }
  }),
}
