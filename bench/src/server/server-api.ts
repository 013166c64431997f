import { readMetrics, type Metrics } from './metrics-text.ts'

export interface SegmentAnswer {
  readonly id: string
  readonly name: string
  readonly state: string
  /** Of the way to live, 0 to 1. */
  readonly progress: number
  readonly size: number
}

export interface PreviewAnswer {
  readonly count: number
  readonly tookMs: number
  readonly isComplete: boolean
}

/** How far the server is, from one reading of /metrics. */
export interface ServerProgress {
  /** Facts the engine has finished, duplicates included. */
  readonly processed: number
  readonly duplicates: number
  readonly merges: number
  readonly people: number
  readonly changes: number
  readonly quarantined: number
  /** Records that wait for the engine. */
  readonly engineBehind: number
  readonly enginePosition: number
  /** Positions the engine has finished and the warehouse has not made durable. */
  readonly warehouseBehind: number
  readonly logPosition: number
}

/** The few calls of the HTTP API that benches make besides the load itself. */
export class ServerApi {
  readonly address: string
  readonly token: string

  constructor(address: string, token: string) {
    this.address = address
    this.token = token
  }

  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.address}/readyz`)
      await answer.arrayBuffer()
      return answer.ok
    } catch {
      return false
    }
  }

  async progress(): Promise<ServerProgress> {
    return progressOf(readMetrics(await (await fetch(`${this.address}/metrics`)).text()))
  }

  createSegment(name: string, where: string): Promise<SegmentAnswer> {
    return this.call('POST', 'segments', { name, where })
  }

  segment(id: string): Promise<SegmentAnswer> {
    return this.call('GET', `segments/${id}`)
  }

  preview(where: string, asOf?: string): Promise<PreviewAnswer> {
    return this.call('POST', 'segments/preview', { where, ...(asOf === undefined ? {} : { asOf }) })
  }

  async personOf(userId: string): Promise<number> {
    return (await this.call<{ person: number }>('GET', `profiles/user_id/${userId}`)).person
  }

  /** Any operation. Throws where it fails. */
  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.address}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} /api/${path} answered ${answer.status}: ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }
}

function progressOf(metrics: Metrics): ServerProgress {
  const read = (name: string): number => {
    const value = metrics.get(`touchstone_${name}`)
    if (value === undefined) throw new Error(`the server has no metric touchstone_${name}`)
    return value
  }
  const duplicates = read('profiles_duplicates')
  return {
    processed: read('profiles_facts') + duplicates,
    duplicates,
    merges: read('profiles_merges'),
    people: read('profiles_people'),
    changes: read('segments_changes'),
    quarantined: read('intake_quarantined'),
    engineBehind: read('stream_engine_behind'),
    enginePosition: read('stream_engine_position'),
    warehouseBehind: read('warehouse_behind'),
    logPosition: read('stream_log_position'),
  }
}
