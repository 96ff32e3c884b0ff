/**
 * Plays main and one page to a built core process in plain Node: says where things lie, opens a
 * port, prints the first thing that the core tells, and ends. Arguments: the core's script, a
 * folder.
 */
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { TerminalContract } from '../../src/contract/terminal/router.ts'

const [script = '', folder = ''] = process.argv.slice(2)
const parentPort = new EventEmitter()
Object.assign(process, { parentPort })
await import(pathToFileURL(script).href)

const start = {
  type: 'start',
  folder,
  migrations: join(script, '..', '..', 'migrations', 'terminal'),
  backendUrl: 'http://127.0.0.1:1',
  enrolmentCode: null,
  sealingKey: Buffer.alloc(32, 7).toString('base64'),
  opening: 'plain',
}
parentPort.emit('message', { data: start, ports: [] })
const { port1, port2 } = new MessageChannel()
parentPort.emit('message', { data: { type: 'screen' }, ports: [port1] })
const client = createORPCClient<ContractRouterClient<TerminalContract>>(
  new RPCLink({ port: port2 }),
)
port2.start()
for await (const event of await client.watch()) {
  process.stdout.write(`${JSON.stringify(event)}\n`)
  process.exit(0)
}
