/** Acts of coming and going: sign-in and sign-out. */
import type { Trouble } from '../connection/trouble.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

/**
 * Answers what kept the person out, to be said beside the PIN; null where they are in, or where
 * somebody is asked to vouch for them.
 */
export function signIn(on: Desk, staff: string, pin: string): Promise<Trouble | null> {
  return guarded(on, async (desk) => {
    const answer = await command(desk, (client, own) => client.staff.signIn({ ...own, staff, pin }))
    if (answer.ok) return null
    desk.tones.play('blocked')
    return answer.trouble.code === 'approval-needed' ? null : answer.trouble
  })
}

/**
 * Before a till is open a badge lets its holder in; all else is heard and goes no further. True for
 * a badge.
 */
export function heardAtTheDoor(on: Desk, text: string): Promise<boolean> {
  return guarded(on, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.draft.scan({ ...own, text, symbology: null, quantity: null }),
    )
    const isBadge = answer.ok && answer.value.outcome === 'badge'
    desk.tones.play(isBadge ? 'found' : 'blocked')
    return isBadge
  })
}

/** How often the core hears that hands are at the till; far below the shortest time to lock. */
const TELL_EVERY_MS = 15_000

/** Tells the core that somebody is there, from what they touch and type, also between commands. */
export function tellPresence(page: Window, { connection, store }: Desk): void {
  let toldAt = Number.NEGATIVE_INFINITY
  const touched = ({ timeStamp }: Event): void => {
    if (!store.state().status?.person || timeStamp - toldAt < TELL_EVERY_MS) return
    toldAt = timeStamp
    // Where the core cannot be reached it locks as if nobody were here; the bar shows why.
    void connection.ask((client) => client.staff.present())
  }
  page.addEventListener('keydown', touched, { capture: true })
  page.addEventListener('pointerdown', touched, { capture: true })
}

/** The word of a second person for what waits for it; answers what keeps it from counting. */
export async function vouch(desk: Desk, staff: string, pin: string): Promise<Trouble | null> {
  await desk.store.state().approval?.again({ staff, pin })
  return desk.store.state().approval?.trouble ?? null
}

/** The same by a badge, which says by itself whose word it is. */
export async function showBadge(desk: Desk, badge: string): Promise<void> {
  await desk.store.state().approval?.again({ badge })
}

export async function signOut(desk: Desk): Promise<void> {
  shown(desk, await command(desk, (client, own) => client.staff.signOut(own)))
}
