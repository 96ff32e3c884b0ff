/** The owner's terminals, and how far the backend knows each of their epochs. */
import type { z } from 'zod'
import type { TerminalFigure } from '../../contract/backend/administration.ts'
import type { setDevicesInputSchema } from '../../contract/backend/devices.ts'
import { counterDevicesSchema, type CounterDevices } from '../../domain/settings.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { tillClockOf } from '../tills/clocks.ts'

type SetDevices = z.infer<typeof setDevicesInputSchema> & { readonly tenant: string }

export async function terminalsOf(database: Reading, tenant: string): Promise<TerminalFigure[]> {
  const terminals = await database
    .selectFrom('terminal')
    .select(['id', 'code', 'name', 'disabled', 'forked', 'clock'])
    .where('tenant', '=', tenant)
    .orderBy('enrolled_at')
    .orderBy('id')
    .execute()
  const epochs = await database
    .selectFrom('epoch')
    .select(['terminal', 'id', 'ordinal', 'head_seq', 'known_seq', 'own_seq', 'closed_by'])
    .where('tenant', '=', tenant)
    .orderBy('ordinal')
    .orderBy('id')
    .execute()
  const byTerminal = Map.groupBy(epochs, (each) => each.terminal)
  return terminals.map(({ id, code, name, disabled, forked, clock }) => ({
    ...{ terminal: id, code, name, revoked: disabled, forked },
    clock: clock && tillClockOf(clock),
    epochs: (byTerminal.get(id) ?? []).map((each) => ({
      epoch: { ordinal: each.ordinal, id: each.id },
      ...{ head: each.head_seq, known: Math.max(each.known_seq, each.head_seq) },
      ...{ own: each.own_seq, closed: each.closed_by },
    })),
  }))
}

/** Each that is named is replaced; undefined where there is no such terminal. */
export function setDevices(
  backend: Backend,
  { tenant, terminal, devices }: SetDevices,
): Promise<CounterDevices | undefined> {
  return write<CounterDevices | undefined>(backend, tenant, async (transaction) => {
    const row = await transaction
      .selectFrom('terminal_settings')
      .select(['store', 'settings'])
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return { value: undefined }
    const named = Object.entries(devices).filter(([, value]) => value !== undefined)
    const settings = { ...row.settings, ...Object.fromEntries(named) }
    await transaction
      .updateTable('terminal_settings')
      .set({ settings: JSON.stringify(settings) })
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .execute()
    return {
      value: counterDevicesSchema.parse(settings),
      changes: [changeOf(settingsFeed(row.store), [settings])],
    }
  })
}

/** Takes a terminal's credential back; false where there is no such terminal. */
export function revokeTerminal(
  backend: Backend,
  { tenant, terminal }: { readonly tenant: string; readonly terminal: string },
): Promise<boolean> {
  return write(backend, tenant, async (transaction) => {
    const row = await transaction
      .updateTable('terminal')
      .set({ disabled: true })
      .where('tenant', '=', tenant)
      .where('id', '=', terminal)
      .where('kind', '=', 'till')
      .returning('id')
      .executeTakeFirst()
    return { value: row !== undefined }
  })
}
