/** Acts of coming and going: sign-in and sign-out. */
import type { Trouble } from '../connection/trouble.ts'
import { command, shown, type Desk } from './desk.ts'

/** Answers what kept the person out, to be said beside the PIN; null where they are in. */
export async function signIn(desk: Desk, staff: string, pin: string): Promise<Trouble | null> {
  const answer = await command(desk, (client, id) =>
    client.staff.signIn({ command: id, staff, pin }),
  )
  if (answer.ok) return null
  desk.tones.play('blocked')
  return answer.trouble
}

export async function signOut(desk: Desk): Promise<void> {
  shown(desk, await command(desk, (client, id) => client.staff.signOut({ command: id })))
}
