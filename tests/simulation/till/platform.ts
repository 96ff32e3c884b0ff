/**
 * What this world puts in the place of the platform's own. A life begins and ends with it: the next
 * one in the same thread finds the platform as it was.
 */
const undoing: (() => void)[] = []

/** Puts these in the place of what the object has under their names. */
export function replace(object: object, replacements: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(replacements)) {
    const before = Object.getOwnPropertyDescriptor(object, name)
    Object.defineProperty(object, name, { value, configurable: true, writable: true })
    undoing.push(() => {
      if (before) Object.defineProperty(object, name, before)
      else Reflect.deleteProperty(object, name)
    })
  }
}

export function giveBack(): void {
  for (const undo of undoing.toReversed()) undo()
  undoing.length = 0
}
