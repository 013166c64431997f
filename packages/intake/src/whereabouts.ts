// Where an event happened and by which channel it came: worked out once, at the edge, from what its context says, and kept
// with the fact. The sender's whole address is used for that and then forgotten: what stays is its network, sealed, or nothing.
import { channelOf, readAddress } from '@touchstone/vocabulary'
import { isPlainObject, type PlainObject } from './model.ts'
import type { Parts } from './parts.ts'
import type { Locate } from './ports.ts'

export interface AddressRules {
  /** Where addresses are, if anybody knows. */
  readonly locate: Locate | undefined
  /** Keep the network of an address. */
  readonly keepsNetworks: boolean
}

/** The context with the address cut and its place beside it. What the sender says of the place counts more. */
export function withPlace(context: PlainObject, { locate, keepsNetworks }: AddressRules): PlainObject {
  if (context.ip == null) return context
  const { ip, ...rest } = context
  const address = typeof ip === 'string' ? readAddress(ip) : undefined
  const kept = keepsNetworks && address !== undefined ? { ...rest, ip: address.network } : rest
  const place = address === undefined || locate === undefined ? undefined : locate(address.text)
  if (place === undefined) return kept
  const { location } = context
  if (location != null && !isPlainObject(location)) return kept
  return { ...kept, location: { ...place, ...location } }
}

/** The channel of an event, undefined where nothing tells it. */
export function channelOfParts({ type, event, context }: Parts): string | undefined {
  const { extra, library, device, os, campaign } = context
  return channelOf({
    type,
    event,
    said: context.channel,
    sender: isPlainObject(extra) ? extra.channel : undefined,
    library: isPlainObject(library) ? library.name : undefined,
    deviceType: isPlainObject(device) ? device.type : undefined,
    system: isPlainObject(os) ? os.name : undefined,
    hasPage: isPlainObject(context.page),
    medium: isPlainObject(campaign) ? campaign.medium : undefined,
  })
}

export function withChannel(object: PlainObject, channel: string | undefined): PlainObject {
  return channel === undefined || object.channel === channel ? object : { ...object, channel }
}
