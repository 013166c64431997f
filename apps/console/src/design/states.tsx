// What a screen shows when it has nothing to show yet, nothing at all, or not the right to. Designed once.
import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import { IconCloudOff, IconLock, IconMapQuestion, IconMoodEmpty, IconTool } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { isAway, isForbidden, isMissing } from '../api/client.ts'
import { text } from '../text/index.ts'
import classes from './states.module.css'

/** Nothing flickers: an answer that comes within this time shows no sign of waiting. In milliseconds. */
const PATIENCE = 300

interface StateProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

function State({ icon, title, children, action }: StateProps) {
  return (
    <Center className={classes.state}>
      <Stack align="center" gap={8} maw={440} ta="center">
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text c="dimmed" size="sm" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Center>
  )
}

/** Nothing is there, and what would bring something. */
export function Empty({ title, children, action }: Omit<StateProps, 'icon'>) {
  return (
    <State icon={<IconMoodEmpty size={28} />} title={title} action={action}>
      {children}
    </State>
  )
}

export function Loading({ what }: { readonly what: string }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Center className={classes.state} role="status">
      {slow ? (
        <Stack align="center" gap={12}>
          <Loader size="sm" aria-hidden="true" />
          <Text c="dimmed" size="sm">
            {text.states.loading(what)}
          </Text>
        </Stack>
      ) : null}
    </Center>
  )
}

/** A failure, told by its kind: no permission, nothing there, server away, or a defect of ours. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const message = error instanceof Error ? error.message : String(error)
  if (isForbidden(error)) return <NoPermission message={message} />
  if (isMissing(error)) return <State icon={<IconMapQuestion size={28} />} title={text.states.missing} children={message} />
  const away = isAway(error)
  return (
    <div role="alert">
      <State
        icon={away ? <IconCloudOff size={28} /> : <IconTool size={28} />}
        title={away ? text.states.away : text.states.failed}
        action={onRetry === undefined ? null : <Button variant="default" mt={8} onClick={onRetry} children={text.states.retry} />}
      >
        {message}
      </State>
    </div>
  )
}

/** The server does not answer; what is missing comes by itself when it does. */
export function Away({ message }: { readonly message: string }) {
  return (
    <State icon={<IconCloudOff size={28} />} title={text.states.away}>
      {message}
    </State>
  )
}

export function NoPermission({ message }: { readonly message: string }) {
  return (
    <State icon={<IconLock size={28} />} title={text.states.forbidden}>
      {message}
    </State>
  )
}
