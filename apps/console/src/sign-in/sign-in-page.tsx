import { Button, Center, Paper, PasswordInput, Stack, Title } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { CallFailed, isAway } from '../api/client.ts'
import { useSignIn } from '../api/session.ts'
import { Mark } from '../shell/mark.tsx'
import { text } from '../text/index.ts'
import { pathOf } from './routes.ts'

const route = getRouteApi('/sign-in')
const words = text.signIn

export function SignInPage() {
  const { from } = route.useSearch()
  const router = useRouter()
  const signIn = useSignIn()
  const [token, setToken] = useState('')
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    document.title = text.shell.tab(words.title)
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setMissing(token.trim() === '')
    if (token.trim() !== '') signIn.mutate(token, { onSuccess: () => router.history.replace(pathOf(from)) })
  }
  return (
    <Center mih="100dvh" p={20} component="main">
      <Stack w="100%" maw={380} gap={20}>
        <Center>
          <Mark />
        </Center>
        <Paper withBorder p={24} radius={10} component="form" onSubmit={submit} noValidate>
          <Stack gap={16}>
            <Title order={1}>{words.title}</Title>
            <PasswordInput label={words.token} description={words.hint} value={token} onChange={(event) => setToken(event.currentTarget.value)} error={missing ? words.required : problemOf(signIn.error)} autoComplete="current-password" name="token" autoFocus spellCheck={false} />
            <Button type="submit" loading={signIn.isPending} fullWidth>
              {words.submit}
            </Button>
          </Stack>
        </Paper>
      </Stack>
    </Center>
  )
}

function problemOf(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined
  if (isAway(error)) return words.away
  if (!(error instanceof CallFailed)) return String(error)
  if (error.code === 'api.unauthenticated') return words.wrong
  if (error.code === 'api.attempts-too-many') return words.wait(Math.ceil((error.details as { waitMillis: number }).waitMillis / 1_000))
  return error.message
}
