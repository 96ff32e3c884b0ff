/**
 * The server's side of SMTP for one connection, as pure text: what comes goes in, what is answered
 * comes out. Source: RFC 5321, with AUTH PLAIN (RFC 4616, 4954). No TLS.
 */

export interface Delivery {
  readonly from: string
  readonly to: readonly string[]
  /** As it came: headers, an empty line, and the rest, with `\r\n`. */
  readonly raw: string
}

export interface Rules {
  /** Who may send; anybody where nothing is said. */
  readonly login?: { readonly user: string; readonly password: string } | undefined
  /** What is answered instead of what would be, by how a command begins: `RCPT`, `DATA`, `.`. */
  readonly refusals: ReadonlyMap<string, string>
}

export interface Answered {
  readonly reply: string
  readonly delivered?: Delivery
  readonly isOver?: boolean
}

/** A line of more is no command; a mail of more is refused. Source: RFC 5321, 4.5.3.1. */
const LINE_LONGEST = 2048
export const MAIL_LONGEST = 2 * 1024 * 1024

export class Conversation {
  readonly #rules: Rules
  #from: string | undefined
  #to: string[] = []
  #data: string[] | undefined
  #length = 0
  #isKnown = false

  constructor(rules: Rules) {
    this.#rules = rules
  }

  /** Undefined where a line needs no answer: it is part of a mail. */
  take(line: string): Answered | undefined {
    if (this.#data) return this.#takeData(this.#data, line)
    if (line.length > LINE_LONGEST) return { reply: '500 too long' }
    const verb = line.slice(0, 4).toUpperCase()
    const refused = this.#rules.refusals.get(verb)
    if (refused !== undefined) return { reply: refused }
    return this.#obey(verb, line)
  }

  #obey(verb: string, line: string): Answered {
    switch (verb) {
      case 'EHLO':
        return { reply: ['250-simulated', '250-AUTH PLAIN', '250 8BITMIME'].join('\r\n') }
      case 'HELO':
      case 'NOOP':
        return { reply: '250 OK' }
      case 'AUTH':
        return this.#admit(line)
      case 'MAIL':
        if (this.#rules.login && !this.#isKnown) return { reply: '530 log in first' }
        this.#begin(pathIn(line))
        return { reply: '250 OK' }
      case 'RCPT':
        if (this.#from === undefined) return { reply: '503 MAIL first' }
        this.#to.push(pathIn(line))
        return { reply: '250 OK' }
      case 'DATA':
        if (this.#to.length === 0) return { reply: '503 RCPT first' }
        this.#data = []
        return { reply: '354 go on' }
      case 'RSET':
        this.#begin(undefined)
        return { reply: '250 OK' }
      case 'QUIT':
        return { reply: '221 bye', isOver: true }
      default:
        return { reply: '502 not known' }
    }
  }

  #admit(line: string): Answered {
    const [, , given = ''] = line.split(' ')
    const [, user, password] = Buffer.from(given, 'base64').toString('utf8').split('\0')
    const { login } = this.#rules
    this.#isKnown = login === undefined || (login.user === user && login.password === password)
    return { reply: this.#isKnown ? '235 welcome' : '535 not you' }
  }

  #begin(from: string | undefined): void {
    this.#from = from
    this.#to = []
  }

  #takeData(data: string[], line: string): Answered | undefined {
    if (line !== '.') {
      this.#length += line.length
      // A dot at the beginning was doubled: RFC 5321, 4.5.2.
      if (this.#length <= MAIL_LONGEST) data.push(line.startsWith('.') ? line.slice(1) : line)
      return undefined
    }
    const delivered = { from: this.#from ?? '', to: this.#to, raw: data.join('\r\n') }
    const isTooLong = this.#length > MAIL_LONGEST
    this.#data = undefined
    this.#length = 0
    this.#begin(undefined)
    const refused = this.#rules.refusals.get('.') ?? (isTooLong ? '552 too long' : undefined)
    return refused === undefined ? { reply: '250 taken', delivered } : { reply: refused }
  }
}

/** What stands between the brackets. */
function pathIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}
