/** Enrols a terminal anew that is enrolled: another key and credential, the same journal. */
import type { Identity } from '../ports/identity.ts'
import type { Head } from '../domain/journal/entry.ts'
import { compactInstant } from '../domain/time.ts'
import { goOnUnderKey, holdDatabase, ownerOf, type ReplaceOptions } from '../store/replace.ts'
import { forgetNext, nextSecrets, takeNext } from '../system/renewed-secrets.ts'
import { askForCredential } from './enrolment.ts'

export interface RenewalOptions extends ReplaceOptions {
  readonly folder: string
  readonly backendUrl: string
}

export type Renewed =
  | { readonly kind: 'renewed'; readonly head: Head }
  /** The code was made for another terminal; nothing was changed here. */
  | { readonly kind: 'another-terminal' }

/** Who is enrolled here; undefined where nobody is. */
export function enrolledAt(options: ReplaceOptions): Identity | undefined {
  const lock = holdDatabase(options.file)
  try {
    return ownerOf(options)
  } finally {
    lock.release()
  }
}

/**
 * Cut off in between, it goes on where it was: a credential that came is used, not asked for again.
 * Rejects with `LinkFailure`, and throws `StoreFailure` 'second-instance' while the terminal runs.
 */
export async function renewTerminal(options: RenewalOptions, code: string): Promise<Renewed> {
  const { folder, file, clock } = options
  const lock = holdDatabase(file)
  try {
    const secrets = nextSecrets(folder)
    if (secrets.credential() === undefined) {
      const { credential, terminal } = await askForCredential({ ...options, secrets }, code)
      if (terminal !== ownerOf(options)?.terminal) {
        forgetNext(folder)
        return { kind: 'another-terminal' }
      }
      secrets.saveCredential(credential)
    }
    const head = goOnUnderKey({ ...options, secrets })
    takeNext(folder, compactInstant(clock.now()))
    return { kind: 'renewed', head }
  } finally {
    lock.release()
  }
}
