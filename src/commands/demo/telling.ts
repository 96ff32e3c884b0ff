/** Tells a day step by step, on the terminal or as JSON, and keeps the figures that prove it. */

export interface Telling {
  /** What happens, in a sentence; figures are shown beside it and kept under its name. */
  step(name: string, sentence: string, figures?: Readonly<Record<string, number | string>>): void
  /** Something that must be so: said if it is, and the day has failed if it is not. */
  prove(name: string, sentence: string, holds: boolean, figures?: Figures): void
  /** Many lines that belong to the step, such as a receipt. */
  show(text: string): void
  end(): boolean
}

type Figures = Readonly<Record<string, number | string>>

/** With `json` the last line is one object, as every command of Holdfast has it. */
export function tellDay(options: { readonly json: boolean }): Telling {
  const kept: Record<string, unknown> = {}
  let failed = 0
  const line = (mark: string, sentence: string, figures: Figures = {}): void => {
    const shown = Object.entries(figures).map(([name, value]) => `${name} ${String(value)}`)
    console.log(`${mark} ${sentence}${shown.length > 0 ? `  (${shown.join(', ')})` : ''}`)
  }
  return {
    step(name, sentence, figures) {
      kept[name] = { ok: true, ...figures }
      line('·', sentence, figures)
    },
    prove(name, sentence, holds, figures) {
      kept[name] = { ok: holds, ...figures }
      if (!holds) failed += 1
      line(holds ? '✓' : '✗ NOT SO:', sentence, figures)
    },
    show(text) {
      console.log(text.replaceAll(/^/gm, '    '))
    },
    end() {
      const ok = failed === 0
      console.log(ok ? '\nThe day is closed, and everything agrees.' : '\nThe day does not add up.')
      if (options.json) console.log(JSON.stringify({ ok, figures: kept }))
      return ok
    },
  }
}
