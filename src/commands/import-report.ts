/** An import's report in plain words: the counts, then what was left out and what was changed. */
import type { ImportReport } from '../contract/backend/administration.ts'

type Remark = ImportReport['remarks'][number]

/** Of each kind of remark so many are named, unless all are asked for. */
const NAMED = 3

export function reportLines(report: ImportReport, options: { all: boolean }): string[] {
  const named = options.all ? Infinity : NAMED
  return [
    report.applied
      ? `Imported a ${report.format} file.`
      : `Preview of a ${report.format} file: nothing was changed.`,
    '',
    ...countLines(report),
    ...groupLines('Left out', report.remarks, 'left-out', named),
    ...groupLines('Changed on the way', report.remarks, 'changed', named),
    ...(report.remarksOmitted > 0
      ? ['', `${count(report.remarksOmitted)} more remarks than a report holds.`]
      : []),
    ...closingLines(report),
  ]
}

function countLines(report: ImportReport): string[] {
  const rows: readonly (readonly [number, string])[] = [
    [report.rows, 'rows in the file'],
    [report.imported, report.applied ? 'rows imported' : 'rows would be imported'],
    [report.merged, 'rows taken together with an earlier one'],
    [report.leftOut, 'rows left out'],
    [report.products, 'products'],
    [report.variants, 'variants that can be sold'],
    [report.barcodes, 'barcodes'],
    [report.sharedBarcodes, 'barcodes that several products carry: the cashier chooses'],
    [report.withoutPrice, 'variants without a price: a till asks before it sells them'],
  ]
  return rows
    .filter(([figure], place) => figure > 0 || place < 4)
    .map(([figure, words]) => `  ${count(figure).padStart(9)}  ${words}`)
}

function groupLines(
  title: string,
  remarks: readonly Remark[],
  severity: Remark['severity'],
  named: number,
): string[] {
  const groups = Map.groupBy(
    remarks.filter((remark) => remark.severity === severity),
    ({ reason }) => reason,
  )
  if (groups.size === 0) return []
  const sorted = [...groups].toSorted(([, a], [, b]) => b.length - a.length)
  return ['', `${title}:`, ...sorted.flatMap(([reason, list]) => remarkLines(reason, list, named))]
}

function remarkLines(reason: string, list: readonly Remark[], named: number): string[] {
  const lines = list
    .slice(0, named)
    .map(({ line, value }) => `             line ${line}${value === '' ? '' : `: ${value}`}`)
  const rest = list.length - lines.length
  return [
    `  ${count(list.length).padStart(9)}  ${reason}`,
    ...lines,
    ...(rest > 0 ? [`             and ${count(rest)} more (--all names them)`] : []),
  ]
}

function closingLines({ applied, invented, written }: ImportReport): string[] {
  return [
    ...(invented ? ['', 'Prices and stock are made up.'] : []),
    ...(applied && written === 0 ? ['', 'Everything was there already: nothing changed.'] : []),
    ...(applied && written > 0 ? ['', `Terminals will pull ${count(written)} changes.`] : []),
  ]
}

function count(figure: number): string {
  return figure.toLocaleString('en')
}
