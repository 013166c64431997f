import { Link } from '@tanstack/react-router'
import { text } from '../text/index.ts'
import { ROOMS } from './rooms.ts'
import classes from './shell.module.css'

export function Navigation() {
  return (
    <ul className={classes.rooms} aria-label={text.shell.rooms}>
      {ROOMS.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={classes.room} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <Icon size={17} stroke={1.7} aria-hidden="true" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
