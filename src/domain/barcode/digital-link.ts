/**
 * GS1 Digital Link: a web address that carries a GTIN, and often a batch or a serial number in its
 * path and a date in its query. Source: GS1 Digital Link, URI syntax 1.2, uncompressed form.
 */

/** Value by AI, as an element string gives it; undefined where the text is no such address. */
export function readDigitalLink(text: string): ReadonlyMap<string, string> | undefined {
  // Codes in the alphanumeric mode of QR shout: HTTPS://ID.GS1.ORG/01/…
  const address = /^https?:\/\/[^/?#]+(?<path>\/[^?#]*)(?:\?(?<query>[^#]*))?/i.exec(text)?.groups
  if (address === undefined) return undefined
  const segments = (address['path'] ?? '').split('/').map(decode)
  // Eight digits are left out: behind /01/ they are far more often a date than an unpadded GTIN-8.
  const key = segments.findIndex(
    (segment, at) => segment === '01' && /^\d{12,14}$/.test(segments[at + 1] ?? ''),
  )
  if (key === -1) return undefined
  const values = new Map<string, string>()
  for (let at = key; at + 1 < segments.length; at += 2) keep(values, segments[at], segments[at + 1])
  for (const part of (address['query'] ?? '').split(/[&;]/)) {
    const [name, value] = part.split('=').map(decode)
    keep(values, name, value)
  }
  return values
}

function keep(values: Map<string, string>, name: string | undefined, value: string | undefined) {
  if (name === undefined || value === undefined || value === '') return
  if (/^\d{2,4}$/.test(name) && !values.has(name)) values.set(name, value)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
