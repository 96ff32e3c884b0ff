/** Online counters: numbers without a gap, and nothing of theirs that counts as sold at a till. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

interface Found {
  readonly terminal: string
  readonly wrong: string
}

export async function findWrongCounter(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<Found>`
    select counter.terminal, 'its last number is not that of its sales' as wrong
    from web_counter as counter where counter.last_number <> (
      select count(*) from sale where sale.tenant = counter.tenant and sale.store = counter.store
        and sale.terminal = counter.terminal and substr(sale.entry, 6, 36) = counter.epoch
    )
    union all
    select figure.terminal, 'its channel is not where it sells'
    from report_figure as figure join terminal on terminal.tenant = figure.tenant
      and terminal.id = figure.terminal
    where figure.part = 'channel' and (figure.key = 'web') <> (terminal.kind = 'web')
    order by 1, 2 limit 1
  `.execute(reading)
  const [found] = rows
  return found && `terminal ${found.terminal}: ${found.wrong}`
}
