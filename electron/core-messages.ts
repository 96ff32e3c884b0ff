/** What main says to the core process, over the port that Electron opens between them. */
import { z } from 'zod'

/** The first message, once. */
const startSchema = z.strictObject({
  type: z.literal('start'),
  /** Where database, log and secrets lie. */
  folder: z.string().min(1).max(4096),
  /** Folder of the terminal's SQL migrations. */
  migrations: z.string().min(1).max(4096),
  backendUrl: z.url().max(2048),
  enrolmentCode: z.string().min(1).max(200).nullable(),
  /** 32 bytes in base64, kept by the keyring; null where this machine has none. */
  sealingKey: z.base64().length(44).nullable(),
  opening: z.enum(['plain', 'thorough', 'resting']),
})

/** A screen of the till or of the customer wants to talk; its port comes with the message. */
const screenSchema = z.strictObject({ type: z.enum(['screen', 'display']) })

/** The last message: end what is in hand, close the database in good order, and exit. */
const stopSchema = z.strictObject({ type: z.literal('stop') })

export const coreMessageSchema = z.discriminatedUnion('type', [
  startSchema,
  screenSchema,
  stopSchema,
])

export type StartMessage = z.infer<typeof startSchema>
export type CoreMessage = z.infer<typeof coreMessageSchema>
