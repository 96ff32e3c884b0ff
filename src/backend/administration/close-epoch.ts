/** A person says that what is missing of an epoch will not come. */
import type { HeadsOutput } from '../../contract/backend/sync.ts'
import type { Backend } from '../backend.ts'
import { applyReady } from '../intake/apply.ts'
import { closeEpoch } from '../intake/epochs.ts'
import { holesOf } from '../intake/holes.ts'

/** Answers what is missing of it now; undefined where there is no such epoch. */
export async function closeByPerson(
  backend: Backend,
  { tenant, terminal, epoch }: { tenant: string; terminal: string; epoch: string },
): Promise<HeadsOutput['holes'] | undefined> {
  const known = await backend.database
    .selectFrom('terminal')
    .select('store')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    // What the backend writes itself is never waited for.
    .where('kind', '=', 'till')
    .executeTakeFirst()
  if (!known) return undefined
  const place = { tenant, store: known.store, terminal, epoch }
  if (!(await closeEpoch(backend, place, 'person'))) return undefined
  await applyReady(backend, place)
  const holes = await holesOf(backend.database, { tenant, terminal })
  return holes.filter((each) => each.epoch.id === epoch)
}
