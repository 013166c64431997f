// The frame of every screen of this room: one header, and the way to the others.
import { Link } from '@tanstack/react-router'
import { IconActivity, IconBook2, IconPlugConnected, IconServer2, IconShieldQuestion } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useFigures } from '../api/live.tsx'
import { formatCount } from '../design/numbers.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { useCommands } from '../shell/commands.ts'
import { text } from '../text/index.ts'
import classes from './data.module.css'

const words = text.data

const SCREENS = [
  { to: '/data/sources', label: words.nav.sources, icon: IconPlugConnected },
  { to: '/data/live', label: words.nav.live, icon: IconActivity },
  { to: '/data/quarantine', label: words.nav.quarantine, icon: IconShieldQuestion },
  { to: '/data/catalogue', label: words.nav.catalogue, icon: IconBook2 },
  { to: '/data/system', label: words.nav.system, icon: IconServer2 },
] as const

interface DataPageProps {
  readonly title: string
  /** The line below the title. */
  readonly line?: ReactNode
  readonly actions?: ReactNode
  readonly fill?: boolean
  readonly children: ReactNode
}

export function DataPage({ title, line, actions, fill = false, children }: DataPageProps) {
  const navigate = useNavigate()
  useCommands(useMemo(() => SCREENS.map(({ to, label, icon }) => ({ id: `go ${to}`, group: text.shell.palette.go, label: words.goTo(label), icon, run: () => void navigate({ to }) })), [navigate]))
  const waiting = useFigures()?.quarantined ?? 0
  return (
    <Page fill={fill}>
      <PageHeader title={title} actions={actions}>
        {line}
      </PageHeader>
      <nav className={classes.tabs} aria-label={words.screens}>
        {SCREENS.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} className={classes.tab} activeOptions={{ includeSearch: false }}>
            <Icon size={15} stroke={1.7} aria-hidden="true" />
            {label}
            {to === '/data/quarantine' && waiting > 0 ? <span className={`number ${classes.waiting}`}>{formatCount(waiting)}</span> : null}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  )
}
