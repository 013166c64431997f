import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { text } from '../text/index.ts'

export function NotFound() {
  const words = text.shell.notFound
  useEffect(() => {
    document.title = text.shell.tab(words.title)
  }, [words])
  return (
    <Center h="100%" p={24}>
      <Stack align="center" gap={8} ta="center">
        <Title order={1}>{words.title}</Title>
        <Text c="dimmed">{words.body}</Text>
        <Button component={Link} to="/" variant="default" mt={8}>
          {words.home}
        </Button>
      </Stack>
    </Center>
  )
}
