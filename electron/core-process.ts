/**
 * The core as Electron's utility process: the one file of the shell that knows what a terminal is
 * made of. Main says once where things lie; each page comes with a port of its own.
 */
import { join } from 'node:path'
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import { LOST_EXIT, LOST_SHOWN_MS, shownBlocked } from '../src/contract/supervision.ts'
import { systemClock } from '../src/system/clock.ts'
import { openPrivateFolder } from '../src/system/durable-file.ts'
import { createLog } from '../src/system/log.ts'
import { systemRandom } from '../src/system/random.ts'
import { sealBy } from '../src/system/seal.ts'
import { fileSecrets } from '../src/system/secrets.ts'
import { startTerminal, type RunningTerminal } from '../src/terminal.ts'
import { coreMessageSchema, type StartMessage } from './core-messages.ts'

let terminal: Promise<RunningTerminal> | undefined

process.parentPort.on('message', ({ data, ports }) => {
  const message = coreMessageSchema.parse(data)
  if (message.type === 'start') {
    terminal ??= start(message)
    terminal.catch(die)
  } else if (message.type === 'stop') {
    stop().catch(die)
  } else if (ports[0] !== undefined) {
    const [port] = ports
    // A page may ask before the core is up. If it never comes up, `die` has the last word.
    terminal?.then((running) => serve(running, message.type, port)).catch(() => port.close())
  }
})

async function start(message: StartMessage): Promise<RunningTerminal> {
  const { folder, sealingKey, opening } = message
  const clock = systemClock({ holdsProcess: true })
  openPrivateFolder(folder)
  const log = createLog({ name: 'core', destination: join(folder, 'terminal.log') })
  if (sealingKey === null) log.warn('there is no keyring: secrets lie in a file of mode 600')
  const running = await startTerminal({
    folder,
    migrations: message.migrations,
    backendUrl: message.backendUrl,
    enrolmentCode: message.enrolmentCode ?? undefined,
    secrets: openSecrets(folder, sealingKey),
    log,
    checkAnswers: false,
    opening,
    onLost: () => void clock.after(LOST_SHOWN_MS, () => process.exit(LOST_EXIT)),
  })
  if (running.blocked !== undefined) {
    // Main sees the exit and starts a new core, to see.
    clock.after(shownBlocked(opening), () => process.exit(1))
  }
  return running
}

/** Only a terminal that closes in good order can say that everything it sold has been sent. */
async function stop(): Promise<void> {
  await (await terminal)?.close()
  process.exit(0)
}

function openSecrets(folder: string, sealingKey: string | null) {
  if (sealingKey === null) return fileSecrets(folder)
  return fileSecrets(folder, sealBy(Buffer.from(sealingKey, 'base64'), systemRandom()))
}

function serve(
  { router, display }: RunningTerminal,
  screen: 'screen' | 'display',
  port: MessagePortMain,
): void {
  if (screen === 'display') new RPCHandler(display).upgrade(port)
  else new RPCHandler(router).upgrade(port)
  port.start()
}

/** Main sees the exit and starts a new core. */
function die(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
