/**
 * PGlite that reads the text of each statement once. By itself it reads and plans every query anew
 * and takes six calls for it, which was a fifth of what a seed costs. What is asked, what it
 * answers and how it fails are the same.
 */
import {
  messages,
  parse,
  protocol,
  TransactionAbortedError,
  type PGlite,
  type Results,
} from '@electric-sql/pglite'
import type { PGliteDialectConfig } from 'kysely'

type ForKysely = Exclude<PGliteDialectConfig['pglite'], (...values: never[]) => unknown>
type Messages = Awaited<ReturnType<PGlite['execProtocolStream']>>

interface Statement {
  readonly name: string
  /** The types of its parameters. */
  readonly types: readonly number[]
}

const { serialize } = protocol
/** Written out by the programs themselves, which are not endless. */
const STATEMENTS_MOST = 2000

/** Kysely asks one thing after the other: nothing here has to wait for its turn. */
export function prepared(pglite: PGlite): ForKysely {
  const statements = new Map<string, Statement>()

  const send = (...parts: readonly Uint8Array[]): Promise<Messages> =>
    pglite.execProtocolStream(Buffer.concat(parts), { syncToFs: false })

  const learn = async (text: string): Promise<Statement> => {
    if (statements.size === STATEMENTS_MOST) throw new Error('queries are made, not written')
    const name = `s${String(statements.size)}`
    const described = await send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    )
    const statement = { name, types: parse.parseDescribeStatementResults(described) }
    statements.set(text, statement)
    return statement
  }

  const query = async (text: string, values: readonly unknown[] = []): Promise<Messages> => {
    const { name, types } = statements.get(text) ?? (await learn(text))
    return send(
      serialize.bind({ statement: name, values: values.map((each, at) => said(each, types[at])) }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    )
  }

  const said = (value: unknown, type = 0): string | null => {
    if (value === null || value === undefined) return null
    const write = pglite.serializers[type]
    if (write) return write(value)
    return typeof value === 'string' ? value : JSON.stringify(value)
  }

  const answer: ForKysely['query'] = async (text, values) => {
    const [result] = parse.parseResults(await query(text, values), pglite.parsers)
    // Of what rows it answers the query alone knows.
    return result as Results<never>
  }

  return {
    close: () => pglite.close(),
    get closed() {
      return pglite.closed
    },
    get ready() {
      return pglite.ready
    },
    waitReady: pglite.waitReady,
    query: answer,
    async transaction(within) {
      await query('BEGIN')
      const end = async (): Promise<void> => void (await query('ROLLBACK'))
      try {
        const result = await within({ query: answer, rollback: end })
        if ((await query('COMMIT')).some(isRollback)) throw new TransactionAbortedError()
        return result
      } catch (error) {
        if (!(error instanceof TransactionAbortedError)) await end()
        throw error
      }
    },
  }
}

/** What a COMMIT answers where something in its transaction had failed. */
function isRollback(message: Messages[number]): boolean {
  return message instanceof messages.CommandCompleteMessage && message.text === 'ROLLBACK'
}
