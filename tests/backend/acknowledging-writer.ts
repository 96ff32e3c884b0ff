/**
 * Opens the folder that it is given, says `open`, then commits rows for ever and says each number
 * once it is durable.
 */
import { writeSync } from 'node:fs'
import { openFolder } from '../../src/backend/database/embedded.ts'

const opened = await openFolder(process.argv[2] ?? '')
if (!opened.ok) {
  writeSync(1, `${opened.failure.code}\n`)
  process.exit(3)
}
const { pglite } = opened.value
await pglite.query('create table if not exists acknowledged (number bigint primary key, half int)')
const { rows } = await pglite.query<{ next: number }>(
  'select coalesce(max(number), 0) + 1 as next from acknowledged',
)
writeSync(1, 'open\n')
for (let number = rows[0]?.next ?? 1; ; number += 1) {
  await pglite.transaction(async (transaction) => {
    await transaction.query('insert into acknowledged values ($1, 1)', [number])
    await transaction.query('insert into acknowledged values ($1, 2)', [-number])
  })
  writeSync(1, `${String(number)}\n`)
}
