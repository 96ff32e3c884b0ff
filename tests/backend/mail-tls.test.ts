/** Mails over TLS, with real handshakes: a server that proves itself, and one that does not. */
import { createServer, type Server, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Conversation } from '../../drivers/mailbox/conversation.ts'
import { sendMail } from '../../src/backend/mail/send.ts'
import { certificateOf, type Certificate } from './certificate.ts'

const HOST = '127.0.0.1'
const LOGIN = { user: 'shop', password: 'a secret of the shop' }
const trusted = certificateOf(HOST)
const before = getCACertificates('default')

beforeAll(() => setDefaultCACertificates([...before, trusted.cert]))
afterAll(() => setDefaultCACertificates(before))

interface Heard {
  /** Lines as they came over the wire before any TLS. */
  readonly plain: string[]
  readonly mails: string[]
}

/** Talks TLS from the first byte, or once it is asked to; never where it has no certificate. */
async function serve(security: 'tls' | 'starttls', certificate: Certificate | undefined) {
  const heard: Heard = { plain: [], mails: [] }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    const secured = security === 'tls' && certificate ? secure(socket, certificate) : socket
    secured.write('220 simulated\r\n')
    if (secured === socket) upgradable(socket, certificate, heard)
    else talkOver(secured, heard)
  })
  await new Promise<void>((listening) => server.listen(0, HOST, listening))
  return { server, sockets, heard, port: portOf(server) }
}

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

function secure(socket: Socket, certificate: Certificate): TLSSocket {
  const secured = new TLSSocket(socket, { isServer: true, ...certificate })
  secured.on('error', () => socket.destroy())
  return secured
}

function upgradable(socket: Socket, certificate: Certificate | undefined, { plain, mails }: Heard) {
  const answer = (piece: Buffer): void => {
    const line = piece.toString('latin1').trim()
    plain.push(line)
    if (line.startsWith('EHLO')) {
      socket.write(certificate ? '250-simulated\r\n250 STARTTLS\r\n' : '250 simulated\r\n')
    } else if (line === 'STARTTLS' && certificate) {
      socket.off('data', answer)
      socket.write('220 go on\r\n')
      talkOver(secure(socket, certificate), { plain, mails })
    } else socket.write('502 not known\r\n')
  }
  socket.on('data', answer)
}

function talkOver(socket: Socket, { mails }: Heard): void {
  const talk = new Conversation({ login: LOGIN, refusals: new Map() })
  let unread = ''
  socket.on('data', (piece) => {
    const lines = (unread + piece.toString('latin1')).split('\r\n')
    unread = lines.pop() ?? ''
    for (const line of lines) {
      const answered = talk.take(line)
      if (answered?.delivered) mails.push(answered.delivered.raw)
      if (answered) socket.write(`${answered.reply}\r\n`)
    }
  })
}

async function sendOver(security: 'tls' | 'starttls', certificate: Certificate | undefined) {
  const { server, sockets, heard, port } = await serve(security, certificate)
  const { user, password } = LOGIN
  const account = { host: HOST, port, security, user, from: 'till@corner.example' }
  const mail = { id: 'one', address: 'ada@engine.example', subject: 'Receipt', sender: 'Corner' }
  const body = { text: 'milk', html: '<p>milk</p>', pictures: [] }
  const outcome = await sendMail({ account, password }, { ...mail, ...body })
  for (const socket of sockets) socket.destroy()
  await new Promise((closed) => server.close(closed))
  return { outcome, heard }
}

it.each(['tls', 'starttls'] as const)(
  '%s: a mail goes to a server that proves itself',
  async (security) => {
    const { outcome, heard } = await sendOver(security, trusted)
    expect(outcome).toEqual({ sent: true })
    expect(heard.mails).toHaveLength(1)
    expect(heard.plain.join()).not.toContain('AUTH')
  },
)

it.each(['tls', 'starttls'] as const)(
  '%s: nothing is said to one that does not',
  async (security) => {
    const { outcome, heard } = await sendOver(security, certificateOf(HOST))
    expect(outcome).toMatchObject({ sent: false, trouble: 'insecure', isFinal: false })
    expect(heard.mails).toEqual([])
  },
)

it('starttls: neither is the password said where the server offers none', async () => {
  const { outcome, heard } = await sendOver('starttls', undefined)
  expect(outcome).toMatchObject({ sent: false, trouble: 'insecure' })
  expect(heard.plain.join()).not.toContain('AUTH')
})
