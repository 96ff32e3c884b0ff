/** Acts of coming and going: sign-in and sign-out. */
import type { Trouble } from '../connection/trouble.ts'
import { command, shown, type Desk } from './desk.ts'

/** Answers what kept the person out, to be said beside the PIN; null where they are in. */
export async function signIn(desk: Desk, staff: string, pin: string): Promise<Trouble | null> {
  const answer = await command(desk, (client, own) => client.staff.signIn({ ...own, staff, pin }))
  if (answer.ok) return null
  desk.tones.play('blocked')
  return answer.trouble
}

/** The word of a second person for what waits for it; answers what keeps it from counting. */
export async function vouch(desk: Desk, staff: string, pin: string): Promise<Trouble | null> {
  await desk.store.state().approval?.again({ staff, pin })
  return desk.store.state().approval?.trouble ?? null
}

export async function signOut(desk: Desk): Promise<void> {
  shown(desk, await command(desk, (client, own) => client.staff.signOut(own)))
}
