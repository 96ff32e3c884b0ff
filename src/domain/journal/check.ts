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
  const limits = (def.checks ?? []).map(limitOf)
  // A text format, or a whole number, is a check and a type at once.
  if ('check' in def) limits.push(limitOf(known as unknown as $ZodCheck))
  let passes = kindOf(known)
  for (const limit of limits) passes = passes && limit && both(passes, limit)
  return passes ?? ((value) => (schema as z.ZodType).safeParse(value).success)
}

function both(first: Passes, then: Passes): Passes {
  return (value) => first(value) && then(value)
}

/** Without its further checks; undefined for a kind that is not known here. */
function kindOf({ _zod: { def } }: $ZodTypes): Passes | undefined {
  switch (def.type) {
    case 'string':
    case 'boolean':
      return (value) => typeof value === def.type
    case 'number':
      return Number.isFinite
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
    case 'array':
      return isArrayOf(passesBy(def.element))
    case 'object':
      return isObjectOf(def.shape, def.catchall)
    case 'union':
      return isOneOfSchemas(def.options, 'discriminator' in def ? String(def.discriminator) : '')
    default:
      return undefined
  }
}

/** Undefined for a check that is not known here, or that changes the value. */
function limitOf(check: $ZodCheck): Passes | undefined {
  const { def } = (check as $ZodChecks)._zod
  switch (def.check) {
    case 'min_length':
      return (value) => (value as { readonly length: number }).length >= def.minimum
    case 'max_length':
      return (value) => (value as { readonly length: number }).length <= def.maximum
    case 'greater_than':
      return (value) => Number(value) > Number(def.value) || (def.inclusive && value === def.value)
    case 'less_than':
      return (value) => Number(value) < Number(def.value) || (def.inclusive && value === def.value)
    case 'number_format':
      return def.format === 'safeint' ? Number.isSafeInteger : undefined
    case 'string_format': {
      const { format, pattern } = def
      if ((format !== 'regex' && format !== 'uuid') || !pattern) return undefined
      // One that remembers a place would have to be set back each time.
      return pattern.global || pattern.sticky ? undefined : (value) => pattern.test(value as string)
    }
    default:
      return undefined
  }
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

function isArrayOf(passes: Passes): Passes {
  return (value) => {
    if (!Array.isArray(value)) return false
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
