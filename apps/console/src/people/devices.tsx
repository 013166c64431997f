import { Title } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTablet, IconDeviceTv, IconDevices, IconRobot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ProfilesGetDevicesOutput } from '@touchstone/client'
import { devicesQuery } from '../api/person.ts'
import { Hint } from '../design/hint.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import classes from './person.module.css'

type Device = ProfilesGetDevicesOutput['devices'][number]

const words = text.person.devices
const ICONS: Readonly<Record<string, typeof IconDevices>> = { desktop: IconDeviceDesktop, mobile: IconDeviceMobile, tablet: IconDeviceTablet, tv: IconDeviceTv, bot: IconRobot }

export function Devices({ person }: { readonly person: number }) {
  const answer = useQuery(devicesQuery(person))
  return (
    <section aria-labelledby="person-devices" className={classes.section}>
      <Title order={2} id="person-devices" children={words.title} />
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : answer.data === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data.devices.length === 0 ? (
        <p className={classes.quiet} children={words.none} />
      ) : (
        <ul className={classes.lines}>
          {answer.data.devices.map((device, index) => (
            <DeviceLine key={index} device={device} />
          ))}
        </ul>
      )}
    </section>
  )
}

function DeviceLine({ device }: { readonly device: Device }) {
  const { type, system, app, browser, isGuess, lastSeen, facts, libraries, userAgents, locales } = device
  const Icon = ICONS[type ?? ''] ?? IconDevices
  const runs = [system, browser, app].flatMap((one) => (one === null || one.name === null ? [] : [[one.name, one.version].filter((part) => part !== null).join(' ')]))
  return (
    <li className={classes.device}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <div className={classes.deviceWords}>
        <span className={classes.deviceName} title={nameOf(device)}>
          {nameOf(device)}
        </span>
        <span className={classes.from}>
          {runs.length === 0 ? null : <span children={runs.join(' · ')} />}
          {locales.length === 0 ? null : <span children={locales.join(', ')} />}
          <span children={words.facts(formatCount(facts))} />
          <span>
            {words.last} <Moment at={lastSeen} />
          </span>
          {isGuess ? (
            <Hint label={words.guessWhy}>
              <span className={classes.guess} children={words.guess} />
            </Hint>
          ) : null}
        </span>
        {libraries.length + userAgents.length === 0 ? null : (
          <details className={classes.more}>
            <summary>{words.more}</summary>
            {[...libraries, ...userAgents].map((one) => (
              <p key={one} className="mono" children={one} />
            ))}
          </details>
        )}
      </div>
    </li>
  )
}

function nameOf({ type, maker, model }: Device): string {
  const made = [maker, model].filter((one) => one !== null).join(' ')
  const kind = type === null ? '' : (words.kind[type] ?? type)
  return [made, kind].filter((one) => one !== '').join(', ') || words.unnamed
}
