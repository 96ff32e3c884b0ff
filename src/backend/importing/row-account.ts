/** The account of a file's rows: each ends as imported, merged or left out, and says why. */
import type { ImportPlan, Remark } from './plan.ts'

/** Remarks beyond this many are counted and no longer listed: a report stays readable and small. */
export const REMARK_LIMIT = 20_000
const VALUE_LIMIT = 120

export class RowAccount {
  readonly #remarks: Remark[] = []
  #remarksOmitted = 0
  readonly #rows: number
  readonly #leftOut = new Set<number>()
  readonly #merged = new Set<number>()
  readonly #changed = new Set<number>()

  constructor(rows: number) {
    this.#rows = rows
  }

  /** The row brings nothing into the catalogue. A row may have several reasons: all are named. */
  leaveOut(line: number, reason: string, value = ''): void {
    this.#leftOut.add(line)
    this.#remark({ line, reason, severity: 'left-out', value })
  }

  /** The row is taken together with an earlier one. */
  merge(line: number, reason: string, value: string): void {
    this.#merged.add(line)
    this.#changed.add(line)
    this.#remark({ line, reason, severity: 'changed', value })
  }

  /** The row is imported otherwise than it stands in the file. */
  change(line: number, reason: string, value: string): void {
    this.#changed.add(line)
    this.#remark({ line, reason, severity: 'changed', value })
  }

  isLeftOut(line: number): boolean {
    return this.#leftOut.has(line)
  }

  /** What a plan says of its rows; remarks in the order of the file. */
  close(): Pick<ImportPlan, 'remarks' | 'remarksOmitted' | 'counts'> {
    const merged = this.#merged.size
    const leftOut = this.#leftOut.size
    const imported = this.#rows - merged - leftOut
    return {
      remarks: this.#remarks.toSorted((a, b) => a.line - b.line),
      remarksOmitted: this.#remarksOmitted,
      counts: { rows: this.#rows, imported, merged, leftOut, changed: this.#changed.size },
    }
  }

  #remark(remark: Remark): void {
    if (this.#remarks.length >= REMARK_LIMIT) {
      this.#remarksOmitted += 1
      return
    }
    this.#remarks.push({ ...remark, value: shown(remark.value) })
  }
}

/** A value as a report shows it: one line, cut where it is long, never half a character. */
function shown(value: string): string {
  const line = value.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return line.length > VALUE_LIMIT ? `${line.slice(0, VALUE_LIMIT).toWellFormed()}…` : line
}
