import { Divider, Group, Kbd, Modal, Stack, Switch, Text, Title } from '@mantine/core'
import { useLetterKeys } from '../design/letter-keys.ts'
import { text } from '../text/index.ts'
import { ROOMS } from './rooms.ts'

const words = text.shell.keys

export function KeyboardHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [letters, setLetters] = useLetterKeys()
  return (
    <Modal opened={opened} onClose={onClose} title={words.title} size="md" closeButtonProps={{ 'aria-label': words.close }}>
      <Stack gap={16}>
        <Keys title={words.anywhere} rows={[[words.palette, ['Ctrl', 'K']], [words.search, ['/']], [words.help, ['?']], ...ROOMS.map(({ label, letter }) => [words.goTo(label), ['g', letter]] as const)]} />
        <Keys title={words.lists} rows={[[words.down, ['j']], [words.up, ['k']], [words.open, ['Enter']], [words.first, ['Home', 'End']]]} />
        <Divider />
        <Switch checked={letters} onChange={(event) => setLetters(event.currentTarget.checked)} label={words.letters} description={words.lettersWhy} />
      </Stack>
    </Modal>
  )
}

function Keys({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, readonly string[]])[] }) {
  return (
    <section>
      <Title order={3} mb={6}>
        {title}
      </Title>
      {rows.map(([label, keys]) => (
        <Group key={label} justify="space-between" py={3}>
          <Text size="sm">{label}</Text>
          <Group gap={4}>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Group>
        </Group>
      ))}
    </section>
  )
}
