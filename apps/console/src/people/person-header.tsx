import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useDisclosure } from '@mantine/hooks'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { membershipsQuery, revealPerson } from '../api/person.ts'
import type { Profile } from '../api/person.ts'
import { Count, Figure, Figures } from '../design/figures.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { PageHeader } from '../design/page-header.tsx'
import { formatDuration } from '../design/times.ts'
import { text } from '../text/index.ts'
import classes from './person.module.css'
import { Identifier, Value } from './value.tsx'

const words = text.person.page
const SHOWN = 4

/** Who it is, in what may be said of anybody, and in figures. */
export function PersonHeader({ profile }: { readonly profile: Profile }) {
  const { person, identifiers, mergedPeople, firstSeen, lastSeen, facts, sessions } = profile
  const { data: memberships } = useQuery(membershipsQuery(person))
  const plain = identifiers.filter(({ personal }) => !personal)
  const reveal = useMutation({ mutationFn: () => revealPerson(person), gcTime: 0, onError: ({ message }) => notifications.show({ color: 'red', title: text.states.failed, message }) })
  const last = sessions.last
  return (
    <>
      <PageHeader
        title={words.title(person)}
        actions={
          reveal.data === undefined ? (
            <RevealButton person={person} isAsking={reveal.isPending} onReveal={() => reveal.mutate()} />
          ) : (
            <Button variant="default" leftSection={<IconEyeOff size={15} aria-hidden="true" />} onClick={() => reveal.reset()} children={text.person.reveal.hide} />
          )
        }
      >
        {plain.slice(0, SHOWN).map((one) => (
          <Identifier key={`${one.type}:${one.value}`} {...one} />
        ))}
        {mergedPeople.length === 0 ? null : (
          <span>
            {words.was} {mergedPeople.slice(0, SHOWN).map((one) => words.title(one).toLowerCase()).join(', ')}
            {mergedPeople.length > SHOWN ? ` ${text.people.more(mergedPeople.length - SHOWN)}` : ''}
          </span>
        )}
      </PageHeader>
      {reveal.data === undefined ? null : (
        <section className={classes.revealed} aria-label={text.person.reveal.shown}>
          <Title order={2} size="h3" children={text.person.reveal.shown} />
          {reveal.data.length === 0 ? <Text size="sm" children={text.person.reveal.none} /> : null}
          <dl className={classes.pairs}>
            {reveal.data.map(({ path, value }) => (
              <div key={path}>
                <dt>{path}</dt>
                <dd>
                  <Value value={value} whole />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Figures label={words.figures}>
        <Figure label={words.lastSeen}>
          <Moment at={lastSeen} />
        </Figure>
        <Figure label={words.firstSeen}>
          <Moment at={firstSeen} />
        </Figure>
        <Figure label={words.facts}>
          <Count value={facts} />
        </Figure>
        <Figure label={words.sessions} note={last === null ? words.noSession : last.end > last.start ? words.lastSession(formatDuration(last.end - last.start)) : undefined}>
          <Count value={sessions.count} />
        </Figure>
        {memberships === undefined ? null : (
          <Figure label={words.segments} note={words.of(formatCount(memberships.length))}>
            <Count value={memberships.filter(({ value }) => value === true).length} />
          </Figure>
        )}
      </Figures>
    </>
  )
}

function RevealButton({ person, isAsking, onReveal }: { readonly person: number; readonly isAsking: boolean; readonly onReveal: () => void }) {
  const [opened, { open, close }] = useDisclosure(false)
  const { reveal } = text.person
  return (
    <>
      <Button variant="default" leftSection={<IconEye size={15} aria-hidden="true" />} loading={isAsking} onClick={open}>
        {reveal.button}
      </Button>
      <Modal.Root opened={opened} onClose={close} centered>
        <Modal.Overlay />
        <Modal.Content aria-label={reveal.title}>
          <Modal.Body p={24}>
            <Stack gap={12}>
              <Title order={2} children={reveal.title} />
              <Text size="sm">{reveal.why(person)}</Text>
              <Text size="sm" fw={600}>
                {reveal.recorded}
              </Text>
              <Group justify="flex-end" gap={8}>
                <Button variant="default" onClick={close}>
                  {reveal.cancel}
                </Button>
                <Button
                  data-autofocus
                  onClick={() => {
                    close()
                    onReveal()
                  }}
                >
                  {reveal.confirm}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  )
}
