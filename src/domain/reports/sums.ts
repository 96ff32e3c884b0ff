/** Figures added up by part and key, in whatever order they come. */
import { NOTHING, plus, type Figure, type Measures } from './figure.ts'

export interface FigureSums {
  add(part: Figure['part'], key: string, measures: Partial<Measures>): void
  addAll(figures: Iterable<Figure>): void
  /** Those that are not nothing, in the order of part and key. */
  figures(): Figure[]
}

export function createSums(): FigureSums {
  const sums = new Map<string, Figure>()
  const add: FigureSums['add'] = (part, key, measures) => {
    const place = `${part} ${key}`
    const before = sums.get(place) ?? { part, key, ...NOTHING }
    sums.set(place, { part, key, ...plus(before, { ...NOTHING, ...measures }) })
  }
  return {
    add,
    addAll(figures) {
      for (const { part, key, ...measures } of figures) add(part, key, measures)
    },
    figures: () =>
      [...sums]
        .filter(([, { part: _part, key: _key, ...measures }]) =>
          Object.values(measures).some((value) => value !== 0),
        )
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, figure]) => figure),
  }
}
