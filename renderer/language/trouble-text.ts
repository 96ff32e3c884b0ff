/** What a failure means in words of the shop, and what to do about it. */
import type { Trouble } from '../connection/trouble.ts'
import { messageKey, type Say } from './language.tsx'

export function troubleText(say: Say, trouble: Trouble): string {
  const key = messageKey(`failure.${trouble.code}`) ?? 'failure.internal'
  return say(key, trouble.details)
}
