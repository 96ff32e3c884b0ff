/**
 * AIM symbology identifiers: `]`, a letter for the symbology, a character for its mode. ISO/IEC
 * 15424.
 */

export interface Identified {
  /** The characters of the code, without the identifier. */
  readonly text: string
  readonly symbology: string | undefined
}

/** Takes the identifier off the front of what a scanner sent, where there is one. */
export function splitSymbology(sent: string): Identified {
  const symbology = /^\][A-Za-z][0-9A-Za-z]/.exec(sent)?.[0]
  return { text: symbology === undefined ? sent : sent.slice(symbology.length), symbology }
}

const ELEMENT_STRINGS: ReadonlySet<string> = new Set([
  ...[']C1', ']d2', ']e0', ']e1', ']e2', ']Q3', ']J1'],
])

/** True where the identifier says that the code is a GS1 element string, not just any text. */
export function carriesElements(symbology: string): boolean {
  return ELEMENT_STRINGS.has(symbology)
}
