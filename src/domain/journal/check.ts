/**
 * Whether a schema takes a value, asked without the copy that parsing makes of it: a sale is
 * checked while the customer waits. The checks are read off the schema itself, and where a part of
 * it is of a kind that is not known here, that part is parsed. So nothing passes that the schema
 * would not let pass; where a check says no, the schema has the last word, and the better words.
 */
import type { z } from 'zod'
import type { $ZodCheck, $ZodChecks, $ZodType, $ZodTypes } from 'zod/v4/core'

type Passes = (value: unknown) => boolean

/** What throws the schema's own error where the schema does not take the value. */
export function checkerOf(schema: z.ZodType): (value: unknown) => void {
  const passes = passesBy(schema)
  return (value) => {
    if (!passes(value)) schema.parse(value)
  }
}

/** True for nothing that the schema refuses, or would make something else of. */
export function passesBy(schema: $ZodType): Passes {
  const known = schema as $ZodTypes
  const { def } = known._zod
  // A text format, or a whole number, is a check and a type at once.
  const checks = [...(def.checks ?? []), ...('check' in def ? [known as unknown as $ZodCheck] : [])]
  const bounds = boundsOf(checks)
  const passes = bounds && kindOf(known, bounds)
  return passes ?? ((value) => (schema as z.ZodType).safeParse(value).success)
}

/** Without its further checks; undefined for a kind that is not known here, or not with those. */
function kindOf({ _zod: { def } }: $ZodTypes, bounds: Bounds): Passes | undefined {
  if (def.type === 'string') return isTextOf(bounds)
  if (def.type === 'number') return isNumberOf(bounds)
  if (def.type === 'array') return isArrayOf(passesBy(def.element), bounds)
  if (bounds !== NO_BOUNDS) return undefined
  switch (def.type) {
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'literal':
      return isOneOf(def.values)
    case 'enum':
      return isOneOf(Object.values(def.entries))
    case 'nullable':
      return isOr(null, passesBy(def.innerType))
    case 'default':
      // Where nothing stands, parsing puts something there.
      return passesBy(def.innerType)
    case 'optional':
      return isOr(undefined, passesBy(def.innerType))
    case 'object':
      return isObjectOf(def.shape, def.catchall)
    case 'union':
      return isOneOfSchemas(def.options, 'discriminator' in def ? String(def.discriminator) : '')
    default:
      return undefined
  }
}

/** The least and the most that a number is, or a length; a text's pattern; no part of a whole. */
interface Bounds {
  readonly least: number
  readonly most: number
  readonly pattern?: RegExp
  readonly isWhole?: true
}

const NO_BOUNDS: Bounds = { least: -Infinity, most: Infinity }

/** All checks as one, asked at once; undefined where one is not known, or changes the value. */
function boundsOf(checks: readonly $ZodCheck[]): Bounds | undefined {
  let bounds: Bounds | undefined = NO_BOUNDS
  for (const check of checks) bounds &&= within(bounds, (check as $ZodChecks)._zod.def)
  return bounds
}

function within(bounds: Bounds, def: $ZodChecks['_zod']['def']): Bounds | undefined {
  const { least, most } = bounds
  switch (def.check) {
    case 'min_length':
      return { ...bounds, least: Math.max(least, def.minimum) }
    case 'max_length':
      return { ...bounds, most: Math.min(most, def.maximum) }
    case 'greater_than':
      return def.inclusive ? { ...bounds, least: Math.max(least, Number(def.value)) } : undefined
    case 'less_than':
      return def.inclusive ? { ...bounds, most: Math.min(most, Number(def.value)) } : undefined
    case 'number_format':
      return def.format === 'safeint' ? { ...bounds, isWhole: true } : undefined
    case 'string_format': {
      const { format, pattern } = def
      if ((format !== 'regex' && format !== 'uuid') || !pattern || bounds.pattern) return undefined
      // One that remembers a place would have to be set back each time.
      return pattern.global || pattern.sticky ? undefined : { ...bounds, pattern }
    }
    default:
      return undefined
  }
}

function isTextOf({ least, most, pattern }: Bounds): Passes {
  return (value) =>
    typeof value === 'string' &&
    value.length >= least &&
    value.length <= most &&
    (pattern === undefined || pattern.test(value))
}

function isNumberOf({ least, most, isWhole }: Bounds): Passes {
  const isKind = isWhole ? Number.isSafeInteger : Number.isFinite
  return (value) => isKind(value) && (value as number) >= least && (value as number) <= most
}

function isOneOf(values: readonly unknown[]): Passes {
  const [only] = values
  if (values.length === 1) return (value) => value === only
  const known = new Set(values)
  return (value) => known.has(value)
}

function isOr(other: null | undefined, passes: Passes): Passes {
  return (value) => value === other || passes(value)
}

function isArrayOf(passes: Passes, { least, most }: Bounds): Passes {
  return (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return false
    // By its places: a hole in it is no element, which `every` passes over.
    for (let place = 0; place < value.length; place += 1) if (!passes(value[place])) return false
    return true
  }
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Walks what the object holds, not what it could hold: of a line's fields most are optional, and
 * asking for what is not there costs most. What no field knows would be cut off, or is refused.
 */
function isObjectOf(shape: Readonly<Record<string, $ZodType>>, rest?: $ZodType): Passes {
  if (rest && rest._zod.def.type !== 'never') return () => false
  const fields = new Map(
    Object.entries(shape).map(([name, schema]) => {
      const passes = passesBy(schema)
      return [name, { passes, isNeeded: !passes(undefined) }]
    }),
  )
  const needed = [...fields.values()].filter(({ isNeeded }) => isNeeded).length
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    let missing = needed
    for (const name in value) {
      const field = fields.get(name)
      if (!field?.passes((value as Fields)[name])) return false
      if (field.isNeeded) missing -= 1
    }
    return missing === 0
  }
}

/** Where a field tells the schemas apart, only the one that it names is asked. */
function isOneOfSchemas(schemas: readonly $ZodType[], field: string): Passes {
  if (field === '') {
    const options = schemas.map(passesBy)
    return (value) => options.some((passes) => passes(value))
  }
  const named = new Map<unknown, Passes>()
  for (const schema of schemas) {
    const passes = passesBy(schema)
    for (const value of schema._zod.propValues?.[field] ?? []) named.set(value, passes)
  }
  return (value) => {
    if (typeof value !== 'object' || value === null) return false
    return named.get((value as Fields)[field])?.(value) ?? false
  }
}
