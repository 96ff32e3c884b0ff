/** A mail as a person sees it: enough of MIME to read what Holdfast sends (RFC 2045, 2047). */

export interface ReadMail {
  readonly subject: string
  readonly from: string
  readonly messageId: string
  readonly text: string
  readonly html: string
  /** Of pictures that the page names: their bytes. */
  readonly pictures: ReadonlyMap<string, Buffer>
}

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export function readMail(raw: string): ReadMail {
  const whole = partOf(raw)
  const leaves = leavesOf(whole)
  const first = (type: string) => {
    const part = leaves.find(({ headers }) => headers.get('content-type')?.startsWith(type))
    return part ? bytesOf(part).toString('utf8') : ''
  }
  const header = (name: string) => decoded(whole.headers.get(name) ?? '')
  return {
    ...{ subject: header('subject'), from: header('from'), messageId: header('message-id') },
    ...{ text: first('text/plain'), html: first('text/html') },
    pictures: new Map(
      leaves.flatMap((part) => {
        const name = /<([^>]*)>/.exec(part.headers.get('content-id') ?? '')?.[1]
        return name === undefined ? [] : [[name, bytesOf(part)] as const]
      }),
    ),
  }
}

function partOf(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const [head, body] = end < 0 ? [raw, ''] : [raw.slice(0, end), raw.slice(end + 4)]
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { headers: new Map(headers), body }
}

function leavesOf(part: Part): Part[] {
  const type = part.headers.get('content-type') ?? ''
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1]
  if (boundary === undefined) return [part]
  const pieces = `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1, -1)
  return pieces.flatMap((piece) => leavesOf(partOf(piece.replace(/^\r\n/, ''))))
}

function bytesOf({ headers, body }: Part): Buffer {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quoted(body) : Buffer.from(body, 'latin1')
}

function quoted(text: string): Buffer {
  const joined = text.replaceAll('=\r\n', '')
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  )
}

/** Words of a header that are not ASCII. */
function decoded(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      (kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64')
        : quoted(word.replaceAll('_', ' '))
      ).toString('utf8'),
    )
}
