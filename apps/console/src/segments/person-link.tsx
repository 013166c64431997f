import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { text } from '../text/index.ts'
import classes from './segments.module.css'

/** A person by their number, which leads to all that is known of them. */
export function PersonLink({ person }: { readonly person: number }) {
  return (
    <Anchor component={Link} to={`/people/${person}`} className={`number ${classes.person}`} aria-label={text.segmentPage.moves.person(person)}>
      {person}
    </Anchor>
  )
}
