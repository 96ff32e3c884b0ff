/**
 * A drawn package for goods without a picture: bottle, carton, can, jar, bag or box, by what the
 * size says, coloured by department. Always the same for the same goods, and only decoration.
 */

const SVG = 'http://www.w3.org/2000/svg'
const LIQUID = /\d\s*(?:l|ml|cl|dl|fl\.?\s*oz|litr\w*)\b/i

/** Each shape: its outline, then where the label lies on it: x, y, width, height. */
const SHAPES = {
  bottle: {
    outline:
      'M52 14h16v8l-1 9c0 6 11 9 11 21v47a8 8 0 0 1-8 8H50a8 8 0 0 1-8-8V52c0-12 11-15 11-21l-1-9z',
    label: [42, 60, 36, 27],
    cap: 'M51 12h18v9H51z',
  },
  carton: {
    outline: 'M40 42 52 24h28v81a3 3 0 0 1-3 3H43a3 3 0 0 1-3-3zM52 24V15h28v9',
    label: [40, 56, 40, 30],
    cap: 'M52 15h28v9H52z',
  },
  can: {
    outline: 'M42 26c0-4 36-4 36 0l4 8v62l-4 9c0 4-36 4-36 0l-4-9V34z',
    label: [38, 48, 44, 34],
    cap: 'M43 22h34v7H43z',
  },
  jar: {
    outline: 'M38 40c-4 3-6 6-6 11v48a9 9 0 0 0 9 9h38a9 9 0 0 0 9-9V51c0-5-2-8-6-11z',
    label: [32, 60, 56, 28],
    cap: 'M36 24h48v15H36z',
  },
  bag: {
    outline: 'M34 20h52l-3 9c6 24 6 48 3 72l2 7H32l2-7c-3-24-3-48 3-72z',
    label: [40, 48, 40, 32],
    cap: 'M34 20h52l-3 9H37z',
  },
  box: {
    outline: 'M30 30h60v75a3 3 0 0 1-3 3H33a3 3 0 0 1-3-3z',
    label: [30, 54, 60, 32],
    cap: 'M30 22h60v10H30z',
  },
}
const LIQUIDS = /** @type {const} */ (['bottle', 'carton', 'can', 'bottle'])
const SOLIDS = /** @type {const} */ (['box', 'bag', 'jar', 'bag', 'box'])

/**
 * @param {{ variant: string, name: string, brand: string, size: string }} offer
 * @returns {SVGSVGElement}
 */
export function drawPackage(offer) {
  const chance = hashOf(offer.variant)
  const shapes = LIQUID.test(`${offer.size} ${offer.name}`) ? LIQUIDS : SOLIDS
  const shape = SHAPES[shapes[chance % shapes.length] ?? 'box']
  const [x = 0, y = 0, width = 0, height = 0] = shape.label
  const drawing = make('svg', { viewBox: '0 0 120 120', 'aria-hidden': 'true', class: 'package' })
  const initial = make('text', { x: x + width / 2, y: y + height / 2, class: 'package-initial' })
  initial.textContent = initialOf(offer.brand || offer.name)
  drawing.append(
    make('ellipse', { cx: 60, cy: 109, rx: 33, ry: 4, class: 'package-shadow' }),
    make('path', { d: shape.outline, class: 'package-body' }),
    make('path', { d: shape.cap, class: 'package-cap' }),
    make('rect', { x, y, width, height, class: 'package-label' }),
    initial,
  )
  return /** @type {SVGSVGElement} */ (drawing)
}

/** @param {string} text */
function initialOf(text) {
  const letter = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? ''
  return letter.toLocaleUpperCase()
}

/** @param {string} text */
function hashOf(text) {
  let hash = 2166136261
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619)
  return hash >>> 0
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string | number>>} attributes
 */
function make(name, attributes) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
