/**
 * Whoever looks after a till that stands still: `backup FOLDER` copies its database, `restore
 * FOLDER` puts the newest copy in its place. Says what is done once it is.
 */
import { join } from 'node:path'
import { terminalMigrations } from '../../../src/commands/folders.ts'
import { makeBackup } from '../../../src/store/backup.ts'
import { backupFolderOf, listBackups } from '../../../src/store/backup-folder.ts'
import { restoreBackup } from '../../../src/store/recovery/restore.ts'
import { fileSecrets } from '../../../src/system/secrets.ts'
import { clock, random, silent } from '../../backend/stage.ts'

const [act, folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: keeper.ts backup|restore FOLDER')
const file = join(folder, 'terminal.db')

if (act === 'backup') {
  const made = await makeBackup({ file, at: clock.now() })
  console.log(`kept ${made.file.slice(folder.length + 1)}.`)
} else {
  const backup = listBackups(backupFolderOf(file))[0]?.file
  if (backup === undefined) throw new Error('there is no backup')
  const parts = { secrets: fileSecrets(folder), clock, random, log: silent }
  const options = { file, backup, migrations: terminalMigrations, exportTo: undefined }
  const restored = restoreBackup({ ...parts, ...options })
  if (restored.kind === 'refused') throw new Error('there is something unsent')
  console.log(`restored ${restored.head.epoch.id}.`)
}
