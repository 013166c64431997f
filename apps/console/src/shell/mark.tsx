import { text } from '../text/index.ts'
import classes from './shell.module.css'

/** A stone that gold has been rubbed on: the streak says how pure it is. */
export function Mark() {
  return (
    <span className={classes.mark}>
      <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path className={classes.stone} d="M9 3h14l6 9-5 14-9 3-10-6-2-11z" />
        <path className={classes.streak} d="M8 22 24 9" />
      </svg>
      {text.shell.product}
    </span>
  )
}
