import { Title } from '@mantine/core'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { text } from '../text/index.ts'
import classes from './page-header.module.css'

interface PageHeaderProps {
  /** Also the title of the browser's tab. */
  readonly title: string
  /** A face beside the title: a segment's tile. */
  readonly face?: ReactNode
  /** One line below: what this is, how fresh. */
  readonly children?: ReactNode
  /** Buttons at the end. */
  readonly actions?: ReactNode
}

/** The top of every screen: the one h1, what one can do here, and how fresh it is. */
export function PageHeader({ title, face, children, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = text.shell.tab(title)
  }, [title])
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <Title order={1} className={classes.title} title={title}>
          {face}
          <span className="clip">{title}</span>
        </Title>
        {children === undefined ? null : <div className={classes.line}>{children}</div>}
      </div>
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </header>
  )
}

/** A screen: its header, then its content over the rest of the height. `fill`: the content scrolls, not the page. */
export function Page({ children, fill = false }: { readonly children: ReactNode; readonly fill?: boolean }) {
  return (
    <div className={classes.page} data-fill={fill || undefined}>
      {children}
    </div>
  )
}
