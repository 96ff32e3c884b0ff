/** What the backend holds came from the terminals, byte for byte, and took effect once. */
import type { KeptEntry, Ledger } from './ledger.ts'
import type { World } from '../world.ts'
import { allSales, type Sight, unionOf } from './sight.ts'

type Bytes = Pick<KeptEntry, 'canonical' | 'hash' | 'keyId' | 'signature' | 'personal'>

/** No entry that no terminal wrote, none changed, none twice, none parked or taken for a fork. */
export function nothingIsInvented(sights: readonly Sight[], ledger: Ledger): string[] {
  const own = unionOf(sights)
  const seen = new Set<string>()
  return ledger.entries.flatMap((kept) => {
    const { state } = kept
    const name = `entry ${String(kept.seq)} of ${kept.terminal}`
    const sent = own.get(kept.hash ?? '')
    if (state === 'parked' || state === 'forked') return [`${name} is ${state}`]
    if (!sent) return [`${name} was written by no terminal`]
    if (seen.has(sent.hash)) return [`${name} is there twice`]
    seen.add(sent.hash)
    return bytesOf(sent) === bytesOf(kept) ? [] : [`${name} has other bytes`]
  })
}

function bytesOf({ canonical, hash, keyId, signature, personal }: Bytes): string {
  return JSON.stringify([canonical, hash, keyId, signature, personal])
}

/** Each applied sale was folded once, and nothing was folded that is not applied. */
export function appliedOnce(sights: readonly Sight[], ledger: Ledger): string[] {
  const applied = allSales(sights)
    .filter(({ hash }) => ledger.applied.has(hash))
    .map(({ id, hash, body }) => `${id}/${hash} ${String(body.total)}`)
  const folded = ledger.sales.map(({ entry, total }) => `${entry} ${String(total)}`)
  return JSON.stringify(folded.toSorted()) === JSON.stringify(applied.toSorted())
    ? []
    : [`${String(folded.length)} sales were folded, ${String(applied.length)} are applied`]
}

/** What a terminal counts as sent has been applied: "not sent yet" is never too low. */
export function sentIsThere(sights: readonly Sight[], ledger: Ledger, world: World): string[] {
  return sights.flatMap(({ terminal, sealed }) => {
    // A backend that was restored held what it does not now; its next word on heads tells.
    if (!world.network.hasHeardSince(terminal.name, world.backend.restoredAt)) return []
    const confirmed = terminal.witness.confirmed()
    const sent = sealed.filter(({ epoch, seq }) => seq <= (confirmed.get(epoch.ordinal) ?? 0))
    const missing = sent.find(({ hash }) => !ledger.applied.has(hash))
    return missing
      ? [`${terminal.name} counts ${String(missing.seq)} as sent, which is not applied`]
      : []
  })
}

/** After healing: the union of the terminals' journals, each entry applied. */
export function unionIsComplete(sights: readonly Sight[], ledger: Ledger): string[] {
  return sights.flatMap(({ terminal, sealed }) => {
    const missing = sealed.filter(({ hash }) => !ledger.applied.has(hash))
    return missing.length === 0
      ? []
      : [`the backend has not applied ${String(missing.length)} entries of ${terminal.name}`]
  })
}
