/**
 * A Mango selector as an SQL condition that holds at least for all rows that match, so that the
 * exact matcher need not read the others. What cannot be proved to be such is left out, never
 * guessed:
 * - an array matches where one of its elements does, so a row whose field is an array always
 *   passes;
 * - SQLite orders text by UTF-8, JavaScript by UTF-16: they agree below U+D800 of the operand;
 * - values of other types pass or fail a comparison in SQLite's order of types; numbers before
 *   text, so that `$gt` of a number and `$lt` of a text pass too much and never too little.
 */
import type { Condition, Row, TableShape, Value } from './document-table.ts'

const COMPARISONS: Readonly<Record<string, string>> = {
  $eq: '=',
  $gt: '>',
  $gte: '>=',
  $lt: '<',
  $lte: '<=',
}
/** SQLite takes 32,766 values for one statement; more `$in` than this is read and matched. */
const IN_LIMIT = 500

const EVERYTHING = 'TRUE'

export function toCondition(selector: unknown, shape: TableShape): Condition {
  const values: Row = {}
  const bind = (value: Value): string => {
    const name = `v${Object.keys(values).length}`
    values[name] = value
    return `@${name}`
  }
  return { sql: translate(selector, { shape, bind }), values }
}

interface Translation {
  readonly shape: TableShape
  readonly bind: (value: Value) => string
}

function translate(selector: unknown, translation: Translation): string {
  if (!isRecord(selector)) return EVERYTHING
  const parts = Object.entries(selector).map(([key, value]) => {
    if (key === '$and') return all(subSelectors(value, translation))
    if (key === '$or') return any(subSelectors(value, translation))
    return key.startsWith('$') ? EVERYTHING : translateField(key, value, translation)
  })
  return all(parts)
}

function subSelectors(value: unknown, translation: Translation): string[] {
  return Array.isArray(value) ? value.map((each) => translate(each, translation)) : [EVERYTHING]
}

function translateField(field: string, operators: unknown, translation: Translation): string {
  const { shape, bind } = translation
  if (!isRecord(operators)) return EVERYTHING
  if (field === '_deleted') return translateDeleted(operators)
  const column = columnOf(field, shape)
  if (column === undefined) return EVERYTHING
  const conditions = Object.entries(operators).flatMap(([operator, operand]) =>
    compare(column, operator, operand, bind),
  )
  if (conditions.length === 0) return EVERYTHING
  const mayBeArray = Object.hasOwn(shape.searched, field)
    ? ''
    : ` OR json_type(data, '$.${field}') = 'array'`
  return `(${all(conditions)}${mayBeArray})`
}

function translateDeleted(operators: Record<string, unknown>): string {
  const wanted = operators['$eq']
  return typeof wanted === 'boolean' ? `deleted = ${wanted ? 1 : 0}` : EVERYTHING
}

/** The indexed column of a field, or its place in the document; undefined for what has neither. */
function columnOf(field: string, shape: TableShape): string | undefined {
  const column = Object.hasOwn(shape.searched, field) ? shape.searched[field] : undefined
  if (column !== undefined) return column
  const isPlain = /^[A-Za-z][A-Za-z0-9]*$/.test(field)
  return isPlain && shape.inserted.includes('data') ? `data ->> '$.${field}'` : undefined
}

function compare(
  column: string,
  operator: string,
  operand: unknown,
  bind: (value: Value) => string,
): string[] {
  if (operator === '$in') {
    const isProvable = Array.isArray(operand) && operand.length <= IN_LIMIT
    const texts = isProvable ? operand.filter((each) => isSame(each)) : []
    if (!isProvable || texts.length < operand.length) return []
    return [`${column} IN (${texts.map(bind).join(', ')})`]
  }
  const comparison = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined
  if (comparison === undefined) return []
  const isProvable = operator === '$eq' ? isSame(operand) : isOrdered(operand)
  return isProvable ? [`${column} ${comparison} ${bind(operand as Value)}`] : []
}

/**
 * True for a value that SQLite finds equal wherever JavaScript does. JSON writes 2^60 with fewer
 * digits than it has, and SQLite takes them for another integer.
 */
function isSame(value: unknown): value is string | number {
  if (typeof value === 'number') {
    return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value))
  }
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}

/** True for a value that SQLite orders as JavaScript does. */
function isOrdered(value: unknown): value is string | number {
  return isSame(value) && !(typeof value === 'string' && /[\uD800-\uFFFF]/.test(value))
}

function all(conditions: readonly string[]): string {
  return join(conditions, 'AND', EVERYTHING)
}

function any(conditions: readonly string[]): string {
  return join(conditions, 'OR', 'FALSE')
}

function join(conditions: readonly string[], word: 'AND' | 'OR', none: string): string {
  return conditions.length === 0 ? none : `(${conditions.join(` ${word} `)})`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
