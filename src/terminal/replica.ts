/**
 * The road to the backend as the use cases see it, over sync where the terminal has a credential.
 */
import type { Claims } from '../ports/claims.ts'
import type { Network, Pull } from '../ports/network.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Office } from '../ports/office.ts'
import type { ParkedLookup } from '../ports/parked-carts.ts'
import type { Random } from '../ports/random.ts'
import type { SaleLookup } from '../ports/sale-lookup.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { TerminalStore } from '../store/open.ts'
import { getRxStorage } from '../store/rx-storage.ts'
import { NO_CLAIMS } from '../sync/claims.ts'
import { createHttpLink } from '../sync/http-link.ts'
import { NO_OFFICE } from '../sync/office.ts'
import { NO_PARKED } from '../sync/parked-lookup.ts'
import { NO_LOOKUP } from '../sync/sale-lookup.ts'
import { startSync } from '../sync/start.ts'

export interface ReplicaParts {
  readonly backendUrl: string
  readonly secrets: Secrets
  readonly store: TerminalStore
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export interface Replica {
  readonly network: Network
  readonly pull: Pull
  readonly claims: Claims
  readonly lookup: SaleLookup
  readonly parkedLookup: ParkedLookup
  readonly office: Office
  /** A command came: whatever comes down waits a moment for it. */
  makeWay(): void
  close(): Promise<void>
}

export async function startReplica(parts: ReplicaParts): Promise<Replica> {
  const credential = parts.secrets.credential()
  if (credential === undefined) {
    // The key file was lost with the disk around the database kept: it sells on, and says that it
    // is alone.
    parts.log.error(
      'there is no credential: nothing can be sent until the terminal is enrolled again',
    )
    return alone(parts)
  }
  const { store, clock, random, log } = parts
  const link = createHttpLink({ url: parts.backendUrl, credential, clock, random })
  const sync = await startSync({
    name: 'holdfast',
    storage: getRxStorage(store),
    delivery: store.delivery,
    reach: store.reach,
    link,
    clock,
    random,
    log,
  })
  return {
    network: sync.network,
    pull: {
      running: sync.pulling,
      onChange: sync.onPulled,
    },
    claims: sync.claims,
    lookup: sync.lookup,
    parkedLookup: sync.parkedLookup,
    office: sync.office,
    makeWay: sync.makeWay,
    close() {
      // Sync stops asking first; then nothing is left that an answer could be waited for.
      const closed = sync.close()
      link.close()
      return closed
    },
  }
}

function alone({ clock }: ReplicaParts): Replica {
  const since = clock.now()
  const never = (): (() => void) => () => undefined
  return {
    network: { online: () => false, since: () => since, refused: () => true, onChange: never },
    pull: { running: () => false, onChange: never },
    claims: NO_CLAIMS,
    lookup: NO_LOOKUP,
    parkedLookup: NO_PARKED,
    office: NO_OFFICE,
    makeWay: () => undefined,
    close: () => Promise.resolve(),
  }
}
