import { Hint } from '../design/hint.tsx'
import { text } from '../text/index.ts'
import classes from './class-badge.module.css'

const words = text.fieldClasses

/** How protected a field is. */
export function ClassBadge({ of }: { readonly of: keyof typeof words.name }) {
  return (
    <Hint label={words.why[of]}>
      <span className={classes.badge} data-class={of} children={words.name[of]} />
    </Hint>
  )
}
