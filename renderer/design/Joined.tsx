/** Short texts in a row, each read in its own direction: names and numbers keep theirs in any. */
import { Fragment } from 'react'

export interface JoinedProps {
  /** What is empty, or false, is left out. */
  readonly texts: readonly (string | false | null)[]
}

export function Joined({ texts }: JoinedProps) {
  return texts.filter(Boolean).map((text, place) => (
    <Fragment key={place}>
      {place > 0 && ' · '}
      <bdi>{text}</bdi>
    </Fragment>
  ))
}
