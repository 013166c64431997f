import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'

/** Where this server is reached, as SDKs want it: host with port, without a scheme. */
export interface PublicAddress {
  readonly host: string
  readonly protocol: 'http' | 'https'
}

/** The address the request itself used. A server behind a proxy that ends TLS is better told its address. */
export function addressOfRequest(req: IncomingMessage): PublicAddress {
  const host = req.headers.host ?? ''
  return {
    host: /^[\w.-]+(:\d+)?$|^\[[0-9a-fA-F:.]+\](:\d+)?$/.test(host) ? host : 'localhost',
    protocol: req.socket instanceof TLSSocket ? 'https' : 'http',
  }
}

/**
 * What an SDK asks for when it starts: send everything to this server, to no other integration, and no metrics about
 * the SDK itself.
 */
export function settingsText(writeKey: string, { host, protocol }: PublicAddress): string {
  return JSON.stringify({
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol,
        addBundledMetadata: true,
        unbundledIntegrations: [],
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  })
}
