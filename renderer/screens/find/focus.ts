/** The entry of the sell screen, found by its mark: it may be redrawn at any time. */

export function focusEntry(): void {
  const act = () => document.querySelector<HTMLInputElement>('input[data-entry]')?.focus()
  act()
  // Where a panel lay in its place, the entry is drawn by the time of the next frame.
  if (document.activeElement?.hasAttribute('data-entry') !== true) requestAnimationFrame(act)
}
