import { text } from '../text/index.ts'
import mark from '../mark.svg'
import classes from './shell.module.css'

export function Mark() {
  return (
    <span className={classes.mark}>
      <img src={mark} width={20} height={20} alt="" />
      {text.shell.product}
    </span>
  )
}
