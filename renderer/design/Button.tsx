/** The one button: says what it does, and which key does the same. */
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Key } from './Key.tsx'
import './button.css'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  /** The key that does the same, as printed on the keyboard. */
  readonly printedKey?: string | undefined
  readonly tone?: 'plain' | 'strong' | 'pay' | 'danger' | 'quiet'
  readonly size?: 'normal' | 'large'
  readonly isDisabled?: boolean
  /** Where the label alone does not say what is meant. */
  readonly spoken?: string | undefined
  readonly isOn?: boolean | undefined
  readonly className?: string
}

/** As WAI-ARIA 1.2 writes a shortcut. */
function shortcutOf(printed: string): string {
  const [modifier, key] = printed.split(' ')
  const named = SHORTCUTS[key ?? printed] ?? key ?? printed
  return key === undefined || modifier !== 'Ctrl' ? named : `Control+${named}`
}

const SHORTCUTS: Readonly<Record<string, string>> = {
  ...{ Del: 'Delete', Ins: 'Insert', Esc: 'Escape', '↑': 'ArrowUp', '↓': 'ArrowDown' },
  ...{ 'Pg↑': 'PageUp', 'Pg↓': 'PageDown' },
}

export function Button(props: ButtonProps) {
  const { children, onPress, printedKey, tone = 'plain', size = 'normal' } = props
  return (
    <AriaButton
      className={`button ${props.className ?? ''}`}
      data-tone={tone}
      data-size={size}
      isDisabled={props.isDisabled ?? false}
      // A finger or mouse must not take the focus away from where typing goes.
      preventFocusOnPress
      onPress={onPress}
      {...(props.spoken !== undefined && { 'aria-label': props.spoken })}
      {...(props.isOn !== undefined && { 'aria-pressed': props.isOn })}
      {...(printedKey !== undefined && { 'aria-keyshortcuts': shortcutOf(printedKey) })}
    >
      <span className="button-label">{children}</span>
      {printedKey !== undefined && <Key>{printedKey}</Key>}
    </AriaButton>
  )
}
