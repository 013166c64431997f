// Set-up to copy, for each SDK, with the real address and key in it. Each is what docs/segment-api.md says, and the SDKs that
// run on Node are tested against the platform with these options.
import type { text } from '../../text/index.ts'
import type { Sdk } from './sdks.ts'

export interface Setup {
  /** As the SDK calls itself. */
  readonly name: string
  readonly install?: string
  readonly code: string
  readonly note?: keyof (typeof text)['data']['sources']['setup']['note']
}

interface Server {
  readonly address: string
  readonly host: string
  readonly isSecure: boolean
  readonly key: string
}

const SETUPS: Readonly<Record<Sdk, (server: Server) => Setup>> = {
  snippet: ({ address, key }) => ({ name: 'analytics.js, script tag', install: 'npm install @segment/analytics-next', code: snippetCode(address, key), note: 'snippet' }),
  npm: ({ address, key }) => ({
    name: 'analytics.js, npm',
    install: 'npm install @segment/analytics-next',
    code: `import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load({
  writeKey: '${key}',
  cdnURL: '${address}',
})
analytics.page()
analytics.track('Cart Updated', { value: 42 })`,
  }),
  node: ({ address, key }) => ({
    name: 'Node',
    install: 'npm install @segment/analytics-node',
    code: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${key}', host: '${address}' })
analytics.track({ userId: 'u1', event: 'Cart Updated', properties: { value: 42 } })
await analytics.closeAndFlush()`,
  }),
  python: ({ address, key }) => ({
    name: 'Python',
    install: 'pip install segment-analytics-python',
    code: `import segment.analytics as analytics

analytics.write_key = '${key}'
analytics.host = '${address}'
analytics.track('u1', 'Cart Updated', {'value': 42})
analytics.flush()`,
  }),
  ruby: ({ host, isSecure, key }) => ({
    name: 'Ruby',
    install: 'gem install analytics-ruby',
    code: `require 'segment/analytics'

analytics = Segment::Analytics.new(write_key: '${key}', host: '${host}')
analytics.track(user_id: 'u1', event: 'Cart Updated', properties: { value: 42 })
analytics.flush`,
    note: isSecure ? 'ruby' : 'secure',
  }),
  java: ({ address, key }) => ({
    name: 'Java',
    install: "implementation 'com.segment.analytics.java:analytics:+'",
    code: `Analytics analytics = Analytics.builder("${key}").endpoint("${address}").build();
analytics.enqueue(TrackMessage.builder("Cart Updated").userId("u1").properties(Map.of("value", 42)));
analytics.flush();`,
  }),
  kotlin: ({ host, isSecure, key }) => ({
    name: 'Kotlin, Android',
    install: "implementation 'com.segment.analytics.kotlin:android:+'",
    code: `val analytics = Analytics("${key}", context) {
  apiHost = "${host}/v1"
  cdnHost = "${host}"
}
analytics.track("Cart Updated", buildJsonObject { put("value", 42) })`,
    note: isSecure ? 'kotlin' : 'secure',
  }),
  php: ({ host, isSecure, key }) => ({
    name: 'PHP',
    install: 'composer require segmentio/analytics-php',
    code: `Segment\\Segment::init('${key}', ['host' => '${host}', 'ssl' => ${isSecure}]);
Segment\\Segment::track(['userId' => 'u1', 'event' => 'Cart Updated', 'properties' => ['value' => 42]]);
Segment\\Segment::flush();`,
    note: 'php',
  }),
  rudderstack: ({ address, key }) => ({
    name: 'RudderStack, Node',
    install: 'npm install @rudderstack/rudder-sdk-node',
    code: `import Analytics from '@rudderstack/rudder-sdk-node'

const analytics = new Analytics('${key}', { dataPlaneUrl: '${address}' })
analytics.track({ userId: 'u1', event: 'Cart Updated', properties: { value: 42 } })
analytics.flush()`,
  }),
  curl: ({ address, key }) => ({
    name: 'curl',
    code: `curl ${address}/v1/track -u ${key}: -H 'Content-Type: application/json' \\
  -d '{"userId": "u1", "event": "Cart Updated", "properties": {"value": 42}}'`,
  }),
}

/** `address`: of this server, such as http://localhost:8080. */
export function setupOf(sdk: Sdk, address: string, key: string): Setup {
  const { host, protocol } = new URL(address)
  return SETUPS[sdk]({ address, host, isSecure: protocol === 'https:', key })
}

function snippetCode(address: string, key: string): string {
  return `<script>window.analytics = { _cdn: location.origin }</script>
<script src="/analytics-next/bundles/index.js"></script>
<script>
  window.analytics = AnalyticsNext.AnalyticsBrowser.load({
    writeKey: '${key}',
    cdnURL: '${address}',
  })
  analytics.page()
  document.querySelector('#add-to-cart').addEventListener('click', () => {
    analytics.track('Cart Updated', { value: 42 })
  })
</script>`
}
