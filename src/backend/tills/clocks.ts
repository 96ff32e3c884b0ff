/** What the tills' clocks are off by: told by each with its heads, kept as it was told last. */
import {
  CLOCKS_SHOWN,
  type TillClock,
  type TillClocks,
} from '../../contract/backend/till-clocks.ts'
import { isClockNews, isClockWrong, type ClockReading } from '../../domain/till/clock.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import type { Place } from '../setup/staff.ts'

/** Writes only what is news: terminals tell it with each comparison. */
export async function keepClock(
  backend: Backend,
  { tenant, terminal }: TerminalPrincipal,
  told: ClockReading,
): Promise<void> {
  const { clock } = await backend.database
    .selectFrom('terminal')
    .select('clock')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirstOrThrow()
  if (!isClockNews(clock ?? undefined, told)) return
  await write(backend, tenant, async (transaction) => {
    await transaction
      .updateTable('terminal')
      .set({ clock: JSON.stringify(told) })
      .where('tenant', '=', tenant)
      .where('id', '=', terminal)
      .execute()
    return { value: undefined }
  })
}

/** Of the tills of a store that may still come, by their codes. */
export async function clocksOf(
  database: Reading,
  { tenant, store }: Place,
  terminal?: string,
): Promise<TillClocks> {
  const rows = await database
    .selectFrom('terminal')
    .select(['id', 'name', 'clock'])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('disabled', '=', false)
    .where('clock', 'is not', null)
    .$if(terminal !== undefined, (query) => query.where('id', '=', terminal ?? ''))
    .orderBy('code')
    .limit(CLOCKS_SHOWN)
    .execute()
  return rows.flatMap(({ id, name, clock }) =>
    clock ? [{ terminal: id, till: name, clock: tillClockOf(clock) }] : [],
  )
}

export function tillClockOf({ at, ahead, within }: ClockReading): TillClock {
  return { at: at - ahead, ahead, within, isWrong: isClockWrong({ ahead, within }) }
}
