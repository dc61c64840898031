import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { Readings } from '../ui/audioStats.ts'
import type { SipCall, SipCallPhase } from '../ui/sipCall.ts'
import { type LineQuality, qualityOf } from './quality.ts'

const METER_MS = 1_000

/** What a page shows of its one call: each value is what the call itself says, never what was last asked of it. */
export interface Talk {
  readonly call: Accessor<SipCall | undefined>
  /** undefined without a call. */
  readonly phase: Accessor<SipCallPhase | undefined>
  readonly muted: Accessor<boolean>
  readonly held: Accessor<boolean>
  /** performance.now() when the call came up; null before. */
  readonly upAt: Accessor<number | null>
  readonly readings: Accessor<Readings | null>
  readonly quality: Accessor<LineQuality>
  /** Takes on a call; `onEnded` is called once, after this has forgotten it. */
  readonly follow: (call: SipCall, onEnded: () => void) => void
}

export function createTalk(): Talk {
  const [call, setCall] = createSignal<SipCall>()
  const [phase, setPhase] = createSignal<SipCallPhase>()
  const [muted, setMuted] = createSignal(false)
  const [held, setHeld] = createSignal(false)
  const [upAt, setUpAt] = createSignal<number | null>(null)
  const [readings, setReadings] = createSignal<Readings | null>(null)
  const [sincePacket, setSincePacket] = createSignal(0)

  createEffect(() => {
    const followed = call()
    if (!followed || phase() !== 'up') return
    let heardAt = performance.now()
    const meter = setInterval(async () => {
      const now = await followed.readings()
      if (call() !== followed) return
      // on hold nothing is meant to come
      if (!now || now.packetsSince > 0 || held()) heardAt = now ? performance.now() : heardAt
      setReadings(now)
      setSincePacket(performance.now() - heardAt)
      setMuted(followed.isMuted())
    }, METER_MS)
    onCleanup(() => clearInterval(meter))
  })

  function forget() {
    setCall(undefined)
    setPhase(undefined)
    setMuted(false)
    setHeld(false)
    setUpAt(null)
    setReadings(null)
    setSincePacket(0)
  }

  return {
    call,
    phase,
    muted,
    held,
    upAt,
    readings,
    quality: () => qualityOf(readings(), sincePacket()),
    follow(next, onEnded) {
      forget()
      setCall(next)
      setPhase(next.phase())
      next.subscribe((event) => {
        if (call() !== next) return
        switch (event.type) {
          case 'phase':
            if (event.phase === 'up') setUpAt(performance.now())
            setPhase(event.phase)
            return
          case 'sending':
            setMuted(next.isMuted())
            setHeld(next.isOnHold())
            return
          case 'ended':
            forget()
            onEnded()
            return
          case 'info':
            return
        }
      })
    },
  }
}
