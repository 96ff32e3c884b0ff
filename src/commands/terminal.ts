/**
 * One terminal as a process of its own, shown by the browser host. Prints `terminal ready <url>`
 * once it can be opened, and before it `terminal display <url>` for the customer's screen. A
 * terminal that may not sell shows why and ends after a while, so that whoever supervises it tries
 * again; one whose disk failed ends at once with an exit code that asks for `--thorough`.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LOST_EXIT, LOST_SHOWN_MS, shownBlocked } from '../contract/supervision.ts'
import { startBrowserHost } from '../hosts/browser.ts'
import { systemClock } from '../system/clock.ts'
import { openPrivateFolder } from '../system/durable-file.ts'
import { createLog } from '../system/log.ts'
import { systemRandom } from '../system/random.ts'
import { fileSecrets } from '../system/secrets.ts'
import { startTerminal } from '../terminal.ts'
import { assetsFolder, terminalMigrations } from './folders.ts'
import { keptToken } from './kept-token.ts'
import { endWithSupervisor } from './supervised.ts'

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    backend: { type: 'string' },
    port: { type: 'string', default: '0' },
    assets: { type: 'string', default: assetsFolder },
    thorough: { type: 'boolean', default: false },
    resting: { type: 'boolean', default: false },
  },
})
if (values.folder === undefined || values.backend === undefined) {
  throw new Error(
    'usage: terminal.ts --folder FOLDER --backend URL [--port N] [--assets FOLDER]' +
      ' [--thorough | --resting]',
  )
}

const clock = systemClock({ holdsProcess: true })
const opening = values.resting ? 'resting' : values.thorough ? 'thorough' : 'plain'
openPrivateFolder(values.folder)
const log = createLog({ name: 'terminal', destination: join(values.folder, 'terminal.log') })
const terminal = await startTerminal({
  folder: values.folder,
  migrations: terminalMigrations,
  backendUrl: values.backend,
  enrolmentCode: process.env['HOLDFAST_ENROLMENT_CODE'],
  secrets: fileSecrets(values.folder),
  log,
  checkAnswers: process.env['HOLDFAST_CHECK_ANSWERS'] === '1',
  opening,
  onLost: () => void clock.after(LOST_SHOWN_MS, () => process.exit(LOST_EXIT)),
})
const host = await startBrowserHost({
  router: terminal.router,
  assets: values.assets,
  port: Number(values.port),
  // Kept beside the database, so that an open screen finds its core again after a restart.
  token: keptToken(join(values.folder, 'host-token'), systemRandom()),
  display: {
    router: terminal.display,
    token: keptToken(join(values.folder, 'display-token'), systemRandom()),
  },
})
console.log(`terminal display ${host.displayUrl ?? ''}`)
console.log(`terminal ready ${host.url}`)

const close = async (): Promise<void> => {
  await host.close()
  await terminal.close()
  process.exit(0)
}
process.once('SIGTERM', () => void close())
process.once('SIGINT', () => void close())
endWithSupervisor(() => void close())
if (terminal.blocked !== undefined) {
  console.log(`terminal blocked ${terminal.blocked}`)
  clock.after(shownBlocked(opening), () => process.exit(1))
}
