/** Asks for the lock of a folder, says what came of it, and keeps it until it is killed. */
import { lockFolder } from '../../src/backend/database/folder-lock.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('which folder?')
process.stdout.write(lockFolder(folder).ok ? 'held\n' : 'refused\n')
setInterval(() => undefined, 60_000)
