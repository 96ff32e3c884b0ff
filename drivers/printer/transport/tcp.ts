/** Raw printing over TCP, port 9100 as a rule. */
import { connect } from 'node:net'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Connection, Transport } from './transport.ts'

/** An unplugged host answers nothing, and the system would wait for minutes. */
const CONNECT_MS = 3000
const KEEP_ALIVE_MS = 10_000

export function tcpTransport(host: string, port: number, clock: Clock): Transport {
  return {
    open: (events) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host, port, noDelay: true })
        const giveUp = clock.after(CONNECT_MS, () => {
          socket.destroy(new Error('nobody answered'))
        })
        let closed = false
        const connection: Connection = {
          write: (bytes) =>
            new Promise((written, failed) => {
              socket.write(bytes, (error) => {
                if (error) failed(error)
                else written()
              })
            }),
          close() {
            closed = true
            socket.destroy()
          },
        }
        socket.once('connect', () => {
          giveUp()
          socket.setKeepAlive(true, KEEP_ALIVE_MS)
          socket.on('data', (bytes) => events.onData(bytes))
          socket.once('close', () => {
            if (!closed) events.onGone()
          })
          resolve(connection)
        })
        // `close` follows each error; here it only has to be heard so that it is not thrown.
        socket.on('error', (error) => {
          giveUp()
          reject(error)
        })
        // A printer that hangs up is gone, even where the system would let us go on writing.
        socket.on('end', () => socket.destroy())
      }),
  }
}
