/** A port that nobody listens on, for a process that must come back on the same one. */
import { createServer } from 'node:net'

/** The port asked for, or for 0 one that is free now. */
export async function portOrFree(port: number): Promise<number> {
  if (port !== 0) return port
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}
