/** A department or a product to touch. */
import { Button as AriaButton } from 'react-aria-components/Button'
import type { CSSProperties } from 'react'
import './button.css'
import './tile.css'

export interface TileProps {
  readonly name: string
  readonly size?: string
  readonly price?: string
  /** 0 to 11; a department's. */
  readonly hue?: number
  readonly onPress: () => void
}

export function Tile({ name, size, price, hue, onPress }: TileProps) {
  const hueStyle =
    hue === undefined ? {} : { 'data-hue': hue, style: { '--hue': hue } as CSSProperties }
  return (
    <AriaButton className="button tile" onPress={onPress} preventFocusOnPress {...hueStyle}>
      <span className="button-label">
        <span className="tile-name">
          <bdi>{name}</bdi>
        </span>
        {price !== undefined && (
          <span className="tile-foot">
            <bdi>{size}</bdi>
            <bdi>{price}</bdi>
          </span>
        )}
      </span>
    </AriaButton>
  )
}
