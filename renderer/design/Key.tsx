/** A key as it is printed on the keyboard. Hidden from speech: the button tells its shortcut itself. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {children}
    </kbd>
  )
}
