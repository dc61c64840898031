import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Outcome } from '../../shared/errors.ts'
import type { SessionState } from '../../shared/http.ts'
import { api } from '../ui/api.ts'
import { onSessionEnded } from '../ui/sessionNews.ts'

/** How the session of this page stands. `at` is by the page's clock, ms since 1970. */
export type SessionStanding =
  | { readonly is: 'good' }
  /** It ends soon because nobody has touched the page for long; any key or press keeps it. */
  | { readonly is: 'idle'; readonly at: number }
  /** It ends soon because it has lasted as long as one may. */
  | { readonly is: 'ending'; readonly at: number }
  | { readonly is: 'ended' }

export interface SessionWatch {
  readonly standing: Accessor<SessionStanding>
  /** After a new sign-in. */
  readonly renewed: () => Promise<void>
}

/** So long before its end a session is spoken of. */
const WARN_MS = 10 * 60_000
/** The server is told of a person, and asked for the end, at most this often. */
const ASK_MS = 60_000
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** How a session stands whose ends are `state`, at `now` by the page's clock. */
export function standingOf({ now: serverNow, endsAt, lastAt }: SessionState, now: number): SessionStanding {
  if (endsAt - serverNow > WARN_MS) return { is: 'good' }
  return { is: endsAt < lastAt ? 'idle' : 'ending', at: now + endsAt - serverNow }
}

/**
 * Follows the page's session for as long as its owner lives: tells the server when a person touches the page, and says when the
 * session is about to end or has ended. A page that is open and untouched is no person.
 */
export function createSessionWatch(): SessionWatch {
  const [standing, setStanding] = createSignal<SessionStanding>({ is: 'good' })
  let toldAt = Number.NEGATIVE_INFINITY

  function take(answer: Outcome<SessionState>) {
    if (answer.ok) setStanding(standingOf(answer.value, Date.now()))
    else if (answer.refusal.code === 'notSignedIn') setStanding({ is: 'ended' })
  }
  const ask = async () => take(await api.get<SessionState>('/api/session'))

  function sign(event: Event) {
    // Only what a person does; a program of the page can do the same, and is none.
    if (!event.isTrusted || standing().is === 'ended' || performance.now() - toldAt < ASK_MS) return
    toldAt = performance.now()
    void api.post<SessionState>('/api/session/input').then(take)
  }

  const stopEnded = onSessionEnded(() => setStanding({ is: 'ended' }))
  const asking = setInterval(() => standing().is !== 'ended' && void ask(), ASK_MS)
  for (const name of SIGNS) window.addEventListener(name, sign, { capture: true, passive: true })
  void ask()
  onCleanup(() => {
    stopEnded()
    clearInterval(asking)
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true })
  })

  return {
    standing,
    async renewed() {
      setStanding({ is: 'good' })
      toldAt = performance.now()
      await ask()
    },
  }
}
