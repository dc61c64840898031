import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Change } from '../../shared/floor/changes.ts'
import type { Floor } from '../../shared/floor/model.ts'
import { offerableAdvisors, talkingCalls, waitingCalls } from '../../shared/floor/questions.ts'
import type { SipFigures } from '../sip/core.ts'

export interface Metrics {
  /** Counts what has happened. */
  count(changes: readonly Change[]): void
  /** Everything in Prometheus' text format. */
  text(): Promise<{ readonly type: string; readonly text: string }>
}

/** Sums of this process since its start, none of them about a person. `floor` and `media` are asked at each reading. */
export function createMetrics(
  floor: () => Floor,
  media: () => { readonly legs: number; readonly sipConnections: number; readonly sip: SipFigures },
): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const arrived = new Counter({ name: 'lyhord_calls_arrived_total', help: 'Calls that arrived', labelNames: ['channel'], registers })
  const ended = new Counter({ name: 'lyhord_calls_ended_total', help: 'Calls that ended, by outcome', labelNames: ['outcome'], registers })
  const returned = new Counter({
    name: 'lyhord_calls_returned_total',
    help: 'Talks that went back to the queue after a fault, by reason',
    labelNames: ['why'],
    registers,
  })
  const messages = new Counter({ name: 'lyhord_messages_left_total', help: 'Messages that callers have left', registers })
  const callBacks = new Counter({
    name: 'lyhord_call_backs_total',
    help: 'Call-backs begun, by reason',
    labelNames: ['reason'],
    registers,
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('lyhord_calls_waiting', 'Callers who wait', () => waitingCalls(floor()).length)
  gauge('lyhord_calls_talking', 'Calls in which somebody talks', () => talkingCalls(floor()).length)
  gauge('lyhord_advisors_available', 'Advisors who would be offered a call now', () => offerableAdvisors(floor()).length)
  gauge(
    'lyhord_trunk_up',
    'Whether telephone calls can come: 1 registered at the trunk, 0 not, -1 none set up',
    () => TRUNK[floor().trunk.is],
  )
  gauge('lyhord_messages_can_be_kept', 'Whether messages of callers can be kept: 1 or 0', () => Number(floor().keeping.is === 'able'))
  gauge('lyhord_media_legs', 'Open media legs', () => media().legs)
  gauge('lyhord_sip_connections', 'Open SIP connections', () => media().sipConnections)
  new Counter({
    name: 'lyhord_sip_faults_total',
    help: 'SIP messages that met a fault of ours; each closed its own connection',
    registers,
    collect() {
      this.reset()
      this.inc(media().sip.faults)
    },
  })
  new Counter({
    name: 'lyhord_sip_refused_total',
    help: 'SIP messages that were refused, by status; 0 for those that got no answer',
    labelNames: ['status'],
    registers,
    collect() {
      this.reset()
      for (const [status, count] of media().sip.refused) this.inc({ status: String(status) }, count)
    },
  })
  gauge('lyhord_floor_rev', 'Number of the last change', () => floor().rev)

  return {
    count(changes) {
      for (const change of changes) {
        if (change.type === 'callArrived') arrived.inc({ channel: change.channel })
        else if (change.type === 'callEnded') ended.inc({ outcome: change.outcome })
        else if (change.type === 'messageLeft') messages.inc()
        else if (change.type === 'callBackStarted') callBacks.inc({ reason: change.reason })
        else if (change.type === 'callReturned') returned.inc({ why: change.why })
      }
    },
    async text() {
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}

const TRUNK = { up: 1, down: 0, none: -1 } as const
