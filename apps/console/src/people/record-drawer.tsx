import { CloseButton, Drawer } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { text } from '../text/index.ts'
import classes from './record.module.css'
import { OneRecord } from './record-view.tsx'

const route = getRouteApi('/people/$person')
const words = text.person.record

export function RecordDrawer() {
  const { fact } = route.useSearch()
  const navigate = route.useNavigate()
  const close = (): void => void navigate({ search: (now) => ({ ...now, fact: undefined }), resetScroll: false })
  return (
    <Drawer.Root opened={fact !== undefined} onClose={close} position="right" size={520} classNames={{ content: classes.drawer }}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={fact === undefined ? undefined : words.title(fact)}>
        <div className={classes.header}>
          <h2 className={classes.title} children={fact === undefined ? '' : words.title(fact)} />
          <CloseButton aria-label={words.close} onClick={close} data-autofocus />
        </div>
        <Drawer.Body>{fact === undefined ? null : <OneRecord position={fact} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
