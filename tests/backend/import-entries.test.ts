import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ImportedEntries } from '../../src/contract/backend/administration.ts'
import type { Result } from '../../src/domain/failure.ts'
import { figuresOf } from '../../src/backend/administration/figures.ts'
import { revokeTerminal, terminalsOf } from '../../src/backend/administration/terminals.ts'
import { enrol, issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import { importEntries } from '../../src/backend/intake/import-entries.ts'
import { entriesFile } from './entries-file.ts'
import { codeOf, serveStage, type ServedStage } from './served-stage.ts'
import { enrolTerminal, Journal, makeKeys, openStage, saleFact, stockItems } from './stage.ts'
import type { Stage, StagedTerminal } from './stage.ts'

let served: ServedStage
let stage: Stage
beforeAll(async () => {
  served = await serveStage()
  ;({ stage } = served)
})
afterAll(() => served.close())

async function day(): Promise<{ terminal: StagedTerminal; journal: Journal; content: string }> {
  const terminal = await enrolTerminal(stage)
  const [item = ''] = await stockItems(stage, [100_000])
  const journal = new Journal(terminal)
  journal.open()
  for (let sale = 0; sale < 4; sale += 1) {
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
  }
  return { terminal, journal, content: entriesFile(terminal, journal.entries) }
}

function taken(content: string, adopt = false): Promise<Result<ImportedEntries>> {
  return importEntries(stage.backend, stage.shop.tenant, { content, adopt })
}

const figures = () => figuresOf(stage.backend.database, stage.shop.tenant)

describe('a file of entries', () => {
  it('is taken in from a terminal whose credential was taken back', async () => {
    const { terminal, journal, content } = await day()
    const till = served.client(terminal.credential)
    await till.sync.push({ entries: journal.entries.slice(0, 2) })
    expect(await revokeTerminal(stage.backend, terminal)).toBe(true)
    await expect(till.sync.heads({})).rejects.toThrow()
    const owner = served.client(stage.shop.ownerToken)
    expect(await owner.administration.importEntries({ content })).toEqual({
      ...{ terminal: terminal.terminal, entries: 5, applied: 3, known: 2 },
      ...{ waiting: 0, parked: 0, forked: 0 },
    })
  })

  it('is believed by its entries where nobody could sign the whole', async () => {
    const { terminal, journal } = await day()
    const forged = journal.entries.map((each) => ({
      ...each,
      signature: `A${each.signature.slice(1)}`,
    }))
    for (const entries of [forged, []]) {
      expect(await taken(entriesFile(terminal, entries, false))).toMatchObject({
        ...{ ok: false, failure: { details: { reason: 'signature-wrong' } } },
      })
    }
    expect(await taken(entriesFile(terminal, journal.entries, false))).toMatchObject({
      ...{ ok: true, value: { entries: 5, applied: 5 } },
    })
  })

  type Spoil = (content: string, terminal: StagedTerminal) => string
  const spoilt: readonly [string, number, Spoil][] = [
    ['header-unreadable', 1, () => ''],
    ['header-unreadable', 1, (content) => content.replace('"format":1', '"format":2')],
    ['key-unknown', 1, (content) => content.replace(/"keyId":"\w{4}/, '"keyId":"0000')],
    ['cut-off', 6, (content) => content.slice(0, content.lastIndexOf('{'))],
    ['cut-off', 7, (content) => content.slice(0, -1)],
    ['cut-off', 3, (content) => content.split('\n').slice(0, 3).join('\n')],
    ['entry-unreadable', 3, (content) => withLine(content, 3, (line) => line.slice(0, -9))],
    ['entry-changed', 4, (content) => withLine(content, 4, (line) => line.replace('EUR', 'USD'))],
    ['count-wrong', 6, (content) => withLine(content, 5, () => undefined)],
    ['digest-wrong', 7, (content) => swapped(content)],
    [
      ...(['signature-wrong', 7] as const),
      (content) => content.replace(/"signature":".{4}(?=[^"]+"}\n$)/, '"signature":"AAAA'),
    ],
    [
      ...(['signature-wrong', 7] as const),
      (content, terminal) => {
        const stranger = { ...terminal, keys: { ...terminal.keys, ...pick(makeKeys()) } }
        return entriesFile(stranger, linesOf(content).slice(1, -1).map(parse))
      },
    ],
  ]
  it.each(spoilt)('is refused whole as %s, naming line %i (%#)', async (reason, line, spoil) => {
    const { terminal, content } = await day()
    const before = await figures()
    const spoiltContent = spoil(content, terminal)
    expect(spoiltContent).not.toBe(content)
    expect(await taken(spoiltContent)).toMatchObject({
      ...{ ok: false, failure: { code: 'input-invalid', details: { reason, line } } },
    })
    expect(await figures()).toEqual(before)
    expect(await taken(content)).toMatchObject({ ok: true, value: { applied: 5 } })
  })

  it('is refused for a terminal that is not this owner’s', async () => {
    const elsewhere = await openStage()
    const terminal = await enrolTerminal(elsewhere)
    const journal = new Journal(terminal)
    journal.open()
    await elsewhere.close()
    const refused = await taken(entriesFile(terminal, journal.entries))
    expect(refused).toMatchObject({ failure: { details: { reason: 'terminal-unknown' } } })
  })

  it('tells its reason and line by HTTP, to the owner alone', async () => {
    const { content, terminal } = await day()
    const body = JSON.stringify({ content: content.slice(0, -1) })
    const as = (token: string) =>
      served.post('/administration/entries', body, { authorization: `Bearer ${token}` })
    expect(await codeOf(await as(terminal.credential))).toBe('credential-wrong')
    const refused = await as(stage.shop.ownerToken)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      ...{ code: 'input-invalid', data: { reason: 'cut-off', line: 7 } },
    })
  })
})

describe('a terminal that a restored backend has forgotten', () => {
  /** As one that was enrolled after the copy was made: this backend never heard of it. */
  async function forgottenDay(code: string) {
    const { terminal, journal } = await day()
    const { database } = stage.backend
    for (const table of ['terminal_settings', 'terminal_key'] as const) {
      await database.deleteFrom(table).where('terminal', '=', terminal.terminal).execute()
    }
    await database.deleteFrom('terminal').where('id', '=', terminal.terminal).execute()
    return { terminal: { ...terminal, code }, journal }
  }

  it('is made known by its file on the owner’s word, and then sends the rest', async () => {
    const { terminal, journal } = await forgottenDay('T77')
    const content = entriesFile(terminal, journal.entries.slice(3))
    const refused = { failure: { details: { reason: 'terminal-unknown' } } }
    expect(await taken(content)).toMatchObject(refused)
    expect(await taken(content.slice(0, -1), true)).toMatchObject({
      failure: { details: { reason: 'cut-off' } },
    })
    expect(await taken(content)).toMatchObject(refused)
    const adopted = { ok: true, value: { entries: 2, applied: 0, waiting: 2 } }
    expect(await taken(content, true)).toMatchObject(adopted)
    await expect(served.client(terminal.credential).sync.heads({})).rejects.toThrow()
    const { keyId, publicKey } = makeKeys()
    const replacement = await issueReplacementCode(stage.backend, terminal)
    const enrolled = await enrol(stage.backend, {
      ...{ code: replacement?.code ?? '', keyId, publicKey },
    })
    if (!enrolled.ok) throw new Error(enrolled.failure.code)
    expect(enrolled.value).toMatchObject({ terminal: terminal.terminal, terminalCode: 'T77' })
    const till = served.client(enrolled.value.credential)
    await till.sync.push({ entries: journal.entries.slice(0, 3) })
    const { heads, holes } = await till.sync.heads({ own: [journal.head()] })
    expect([heads, holes]).toEqual([[journal.head()], []])
    // Nobody who is new is called as it is.
    expect((await enrolTerminal(stage)).code).toBe('T78')
  })

  it('goes on under another code where its own was given away meanwhile', async () => {
    const other = await enrolTerminal(stage)
    const { terminal, journal } = await forgottenDay(other.code)
    const adopted = { ok: true, value: { applied: journal.entries.length } }
    expect(await taken(entriesFile(terminal, journal.entries), true)).toMatchObject(adopted)
    const known = await terminalsOf(stage.backend.database, stage.shop.tenant)
    const codes = known.map((each) => each.code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(known.find((each) => each.terminal === terminal.terminal)?.revoked).toBe(true)
  })
})

describe('the owner’s commands', () => {
  it('take a file in, name a refused line, list a hole and close its epoch', async () => {
    const { terminal, journal } = await day()
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-entries-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, 'entries')
    const [opened, , ...later] = journal.entries
    if (!opened) throw new Error('the epoch was opened')
    const content = entriesFile(terminal, [opened, ...later])
    await writeFile(file, content.slice(0, -1))
    const torn = await served.command('import-entries', [file])
    expect([torn.code, torn.said]).toMatchObject([1, expect.stringContaining('cut-off in line 6')])
    await writeFile(file, content)
    expect(await served.command('import-entries', [file])).toMatchObject({
      ...{ code: 0, figures: { ok: true, figures: { applied: 1, waiting: 3 } } },
    })
    const before = await served.command('exceptions', [])
    const place = { terminal: terminal.terminal, epoch: opened.epoch, from: 2, to: 2 }
    expect(before.figures).toMatchObject({
      figures: {
        ...{ hole: 1, gap: 0 },
        exceptions: [{ kind: 'hole', ...place }],
      },
    })
    const word = ['--terminal', terminal.terminal, '--close-epoch', opened.epoch.id]
    expect((await served.command('exceptions', word)).figures).toMatchObject({
      figures: {
        ...{ hole: 0, gap: 1 },
        exceptions: [{ kind: 'gap', ...place }],
      },
    })
    expect((await served.command('exceptions', ['--close-epoch', 'one'])).code).toBe(2)
  }, 60_000)
})

describe('a terminal that asks too much at once', () => {
  it('is told to wait, and loses nothing by it', async () => {
    const { terminal, journal } = await day()
    const till = served.client(terminal.credential)
    const { port } = new URL(served.url)
    const half =
      'POST /sync/push HTTP/1.1\r\nhost: backend\r\ncontent-type: application/json\r\n' +
      `authorization: Bearer ${terminal.credential}\r\ncontent-length: 1000\r\n\r\n{`
    const sockets = Array.from({ length: 16 }, () => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.write(half)
      return socket
    })
    const pushed = () => till.sync.push({ entries: journal.entries }).then(() => 'taken', codeIn)
    await expect.poll(pushed, { timeout: 20_000 }).toBe('busy')
    for (const socket of sockets) socket.destroy()
    await expect.poll(pushed, { timeout: 20_000 }).toBe('taken')
    expect((await till.sync.heads({})).heads).toEqual([journal.head()])
  }, 60_000)
})

function codeIn(error: unknown): unknown {
  return (error as { code?: unknown }).code
}

function linesOf(content: string): string[] {
  return content.split('\n').slice(0, -1)
}

function withLine(
  content: string,
  number: number,
  change: (line: string) => string | undefined,
): string {
  return linesOf(content)
    .flatMap((line, index) => (index + 1 === number ? (change(line) ?? []) : line))
    .map((line) => `${line}\n`)
    .join('')
}

/** Two whole entries in each other's place. */
function swapped(content: string): string {
  const [header = '', first = '', second = '', ...rest] = linesOf(content)
  return [header, second, first, ...rest].map((line) => `${line}\n`).join('')
}

function parse(line: string): Journal['entries'][number] {
  return JSON.parse(line) as Journal['entries'][number]
}

/** Another's signing key under the name of the terminal's own. */
function pick({ privateKey }: ReturnType<typeof makeKeys>) {
  return { privateKey }
}
