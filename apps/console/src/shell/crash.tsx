import { Button, Center, Code, Stack, Text, Title } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { isAway } from '../api/client.ts'
import { Failed } from '../design/states.tsx'
import { text } from '../text/index.ts'

/** Instead of a screen that threw. A call that failed says so in its own words; anything else is a defect of ours. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  if (isAway(error)) return <Failed error={error} onRetry={again} />
  const words = text.shell.crash
  return (
    <Center h="100%" p={24} role="alert">
      <Stack align="center" gap={8} maw={560} ta="center">
        <Title order={1}>{words.title}</Title>
        <Text c="dimmed">{words.body}</Text>
        <Code block maw="100%">
          {error instanceof Error ? error.message : String(error)}
        </Code>
        <Button variant="default" mt={8} onClick={again}>
          {words.again}
        </Button>
      </Stack>
    </Center>
  )
}
