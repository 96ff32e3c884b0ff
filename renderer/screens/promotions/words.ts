/** A promotion in words: what it does, on what, when and for whom. */
import { discountsOf } from '../../../src/domain/pricing/rule-figures.ts'
import type { Hours, Promotion, Rule, Target } from '../../../src/domain/pricing/promotion.ts'
import type { Format } from '../../format/format.ts'
import type { Say } from '../../language/language.tsx'
import type { OfficePlace } from '../office-prices/place.ts'
import { explained } from '../prices/explained.ts'

/** Names of goods by their id; what a target names beyond these is counted. */
export type Names = ReadonlyMap<string, string>

export interface Words extends Pick<OfficePlace, 'format' | 'ground' | 'stores'> {
  readonly say: Say
  readonly names: Names
}

/** `3 for 2`, `from 6: 10% off · from 12: 20% off`, `from €50.00: €5.00 off`. */
export function ruleWords(rule: Rule, say: Say, format: Format): string {
  const text = discountsOf(rule)
    .map((discount) => explained(discount, 'piece', say, format))
    .join(' · ')
  const hasMinimum = 'minimum' in rule && rule.minimum > 0
  return hasMinimum ? say('why.from', { from: format.money(rule.minimum), text }) : text
}

/** What it is for. */
export function goodsWords(rule: Rule, words: Words): string {
  const counted = ({ count, target }: { count: number; target: Target }) => {
    const goods = targetWords(target, words)
    return words.say('promotion.of-each', { count, goods })
  }
  switch (rule.kind) {
    case 'bundle':
      return rule.parts.map(counted).join(' + ')
    case 'buy-get': {
      const isSame = JSON.stringify(rule.buy.target) === JSON.stringify(rule.get.target)
      if (isSame) return targetWords(rule.buy.target, words)
      return words.say('promotion.buy-get', { buy: counted(rule.buy), get: counted(rule.get) })
    }
    default:
      return targetWords(rule.target, words)
  }
}

function targetWords({ variants, departments, except }: Target, words: Words): string {
  const { say, ground } = words
  const named = [
    ...departments.map((id) => ground.departments.find((each) => each.id === id)?.name),
    ...variants.map((id) => words.names.get(id)),
  ]
  const meant = named.length === 0 ? say('promotion.everything') : listWords(named, say)
  if (except.length === 0) return meant
  const goods = listWords(
    except.map((id) => words.names.get(id)),
    say,
  )
  return say('promotion.but-not', { meant, goods })
}

/** The names that are known, and how many others there are. */
function listWords(names: readonly (string | undefined)[], say: Say): string {
  const known = names.filter((name) => name !== undefined)
  const others = names.length - known.length
  const more = others === 0 ? [] : [say('promotion.more', { count: others })]
  return [...known, ...more].join(', ')
}

export function whenWords({ from, to, hours }: Promotion, { say, format }: Words): string {
  const begin = format.moment(from)
  const dates =
    to === null
      ? say('promotion.from-on', { from: begin })
      : say('promotion.from-to', { from: begin, to: format.moment(to) })
  return [dates, ...hours.map((each) => hoursWords(each, format))].join(' · ')
}

function hoursWords({ weekdays, from, to }: Hours, format: Format): string {
  const days = weekdays.length === 7 ? '' : `${weekdays.map(format.weekday).join(', ')} `
  return `${days}${timeWords(from)}–${timeWords(to)}`
}

function timeWords(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60]
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Everybody and everywhere is not said. */
export function whomWords(promotion: Promotion, { say, stores, ground }: Words): string[] {
  const { needsCoupon, limit, stackable, priority } = promotion
  const named = (ids: readonly string[], known: readonly { id: string; name: string }[]) =>
    listWords(
      ids.map((id) => known.find((each) => each.id === id)?.name),
      say,
    )
  const shops = stores.map(({ store, name }) => ({ id: store, name }))
  return [
    ...(promotion.stores.length === 0 ? [] : [named(promotion.stores, shops)]),
    ...(promotion.groups.length === 0
      ? []
      : [say('promotion.only-groups', { groups: named(promotion.groups, ground.groups) })]),
    ...(needsCoupon ? [say('promotion.with-coupon')] : []),
    ...(limit === null ? [] : [say('promotion.at-most', { count: limit })]),
    say(stackable ? 'promotion.stackable' : 'promotion.exclusive'),
    ...(priority === 0 ? [] : [say('promotion.of-priority', { priority })]),
  ]
}
