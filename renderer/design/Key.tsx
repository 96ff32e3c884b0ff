/** A key as printed on the keyboard. Not spoken: the button tells its shortcut itself. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {children}
    </kbd>
  )
}
