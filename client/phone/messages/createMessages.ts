import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Outcome, Refusal } from '../../../shared/errors.ts'
import type { Message, MessageAction } from '../../../shared/messages.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { api } from '../../ui/api.ts'

export interface Messages {
  /** Oldest first; empty until `known`. */
  readonly all: readonly Message[]
  readonly known: Accessor<boolean>
  /** Why the list could not be loaded. */
  readonly refusal: Accessor<Refusal | undefined>
  /** Does it, and loads the list anew whatever became of it. */
  readonly act: (id: string, action: MessageAction) => Promise<Outcome>
}

export interface MessagesParts {
  readonly live: Pick<LiveFloor, 'onMessagesChanged'>
  /** The server; another in tests. */
  readonly ask?: Pick<typeof api, 'get' | 'post'>
}

/** The work list as the server has it, loaded anew when it says that something has changed. Stops with its owner. */
export function createMessages({ live, ask = api }: MessagesParts): Messages {
  const [held, setHeld] = createStore<{ all: readonly Message[] }>({ all: [] })
  const [known, setKnown] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  let asked = 0

  async function load(): Promise<void> {
    const mine = ++asked
    const answer = await ask.get<Message[]>('/api/messages')
    // an answer that a newer question has overtaken is old news
    if (mine !== asked) return
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    setHeld('all', reconcile(answer.value, { key: 'id' }))
    setKnown(true)
  }

  onCleanup(live.onMessagesChanged(() => void load()))
  onCleanup(() => {
    asked++
  })
  void load()

  return {
    get all() {
      return held.all
    },
    known,
    refusal,
    async act(id, action) {
      const done = await ask.post<undefined>(`/api/messages/${id}/${action}`)
      await load()
      return done
    },
  }
}
