import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { PhoneInstance } from '../../shared/floor/model.ts'
import type { SipCall } from '../ui/sipCall.ts'
import { createSipLine, type SipLine, type SipLineState, sipUrl } from '../ui/softphone.ts'

/** The registration of this page's phone, as signals. Closed until opened; opening twice is once. */
export interface Line {
  readonly state: Accessor<SipLineState>
  /** SIP status with which the registration was refused; undefined when it was not. */
  readonly refusedWith: () => number | undefined
  readonly open: () => void
  readonly close: () => void
  readonly wake: () => void
}

export function createLine(username: string, instance: PhoneInstance, onIncoming: (call: SipCall) => void): Line {
  const [state, setState] = createSignal<SipLineState>('closed')
  let line: SipLine | undefined
  let refusedWith: number | undefined

  function close() {
    line?.close()
    line = undefined
    setState('closed')
  }
  onCleanup(close)

  return {
    state,
    refusedWith: () => refusedWith,
    open() {
      if (line) return
      refusedWith = undefined
      line = createSipLine({
        url: sipUrl(),
        uri: `sip:${username}@${location.hostname}`,
        instanceId: instance,
        onIncoming,
        onState(next, code) {
          refusedWith = code
          setState(next)
        },
      })
      setState(line.state())
    },
    close,
    wake: () => line?.wake(),
  }
}
