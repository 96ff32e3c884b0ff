/** What the backend holds of a terminal, so that the terminal can find and send what is missing. */
import type { HeadsOutput } from '../../contract/backend/sync.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

/** An epoch is opened by a restore or a replacement: more than this is no terminal's life. */
const EPOCHS_LIMIT = 1000

export async function headsOf(
  database: Reading,
  { tenant, terminal }: TerminalPrincipal,
): Promise<HeadsOutput> {
  const epochs = await database
    .selectFrom('epoch')
    .select(['id', 'ordinal', 'head_seq', 'head_hash'])
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .orderBy('ordinal', 'desc')
    .orderBy('id')
    .limit(EPOCHS_LIMIT)
    .execute()
  const { parked } = await database
    .selectFrom('entry')
    .select((eb) => eb.fn.countAll<number>().as('parked'))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('state', '=', 'parked')
    .executeTakeFirstOrThrow()
  const { forked } = await database
    .selectFrom('terminal')
    .select('forked')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirstOrThrow()
  return {
    heads: epochs.map((each) => ({
      epoch: { ordinal: each.ordinal, id: each.id },
      ...{ seq: each.head_seq, hash: each.head_hash },
    })),
    parked,
    forked,
    holes: [],
  }
}
