/**
 * Restores a backup and kills itself at the n-th change that it makes to the folder: what comes
 * before a change is as it is, what comes after never happens.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [, , file = '', backup = '', step = '1'] = process.argv
let left = Number(step)

for (const name of ['renameSync', 'fsyncSync', 'copyFileSync'] as const) {
  const real = fs[name] as (...values: readonly unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...values: readonly unknown[]) => {
      left -= 1
      if (left === 0) process.kill(process.pid, 'SIGKILL')
      return real(...values)
    },
  })
}
syncBuiltinESMExports()

const { restoreBackup } = await import('../../src/store/recovery/restore.ts')
const { tillOptions } = await import('./till.ts')
restoreBackup({ ...tillOptions(file), backup, exportTo: `${file}.saved` })
