import { createSignal, type JSX, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { Header } from '../ui/Header.tsx'
import { keptBoardPath, readBoardAddress } from './address.ts'
import { BoardView } from './BoardView.tsx'
import './board.css'
import { boardWords } from './words.ts'

const words = createWords(boardWords)
const RETRY_MS = 5_000
/** A screen that is shut out looks now and then whether it has been let in again. */
const SHUT_OUT_MS = 60_000

type Gate =
  | { readonly is: 'opening' }
  | { readonly is: 'unreachable' }
  /** The address holds a ticket, but a person is signed in here: the ticket would take the person's place. */
  | { readonly is: 'person'; readonly me: Me; readonly ticket: string }
  | { readonly is: 'open'; readonly me: Me }
  | { readonly is: 'shut'; readonly why: 'linkUsed' | 'noSession' }

/**
 * The wallboard's door: a ticket in the address is exchanged for a session and leaves the history; a known screen or a signed-in
 * person comes straight in. Keeps trying for as long as the page lives.
 */
export default function BoardPage() {
  const address = readBoardAddress(location)
  const [gate, setGate] = createSignal<Gate>({ is: 'opening' })
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void open(null), ms)
  }
  const forgetTicket = () => history.replaceState(null, '', keptBoardPath(address))

  async function open(ticket: string | null) {
    const me = await api.get<Me>('/api/me')
    if (!me.ok && !isShutOut(me.refusal.code)) {
      setGate({ is: 'unreachable' })
      clearTimeout(timer)
      timer = setTimeout(() => void open(ticket), RETRY_MS)
      return
    }
    if (ticket === null) {
      if (me.ok) return void setGate({ is: 'open', me: me.value })
      setGate((now) => (now.is === 'shut' ? now : { is: 'shut', why: 'noSession' }))
      return later(SHUT_OUT_MS)
    }
    if (me.ok && me.value.role !== 'board') return void setGate({ is: 'person', me: me.value, ticket })
    await useTicket(ticket, me.ok ? me.value : null)
  }

  /** A screen that starts with its old link every morning still has its session: a used ticket then does no harm. */
  async function useTicket(ticket: string, known: Me | null) {
    const made = await api.post<Me>('/api/board-session', { ticket })
    forgetTicket()
    if (made.ok) return void setGate({ is: 'open', me: made.value })
    if (known) return void setGate({ is: 'open', me: known })
    setGate({ is: 'shut', why: 'linkUsed' })
    later(SHUT_OUT_MS)
  }

  function keepPerson(me: Me) {
    forgetTicket()
    setGate({ is: 'open', me })
  }

  function reopen() {
    setGate({ is: 'opening' })
    later(RETRY_MS)
  }

  onMount(() => {
    document.title = `${words().title} – Lyhörd`
    void open(address.ticket)
  })
  onCleanup(() => clearTimeout(timer))

  const opened = () => as(gate(), 'open')
  const person = () => as(gate(), 'person')
  const shut = () => as(gate(), 'shut')

  return (
    <Switch fallback={<Message title={words().opening} text={gate().is === 'unreachable' ? words().retrying : undefined} />}>
      <Match when={opened()}>{(now) => <BoardView me={now().me} address={address} onRefused={reopen} />}</Match>
      <Match when={person()}>
        {(now) => (
          <Message title={words().personTitle} text={words().person(now().me.name)}>
            <button type="button" class="button button--primary" onClick={() => useTicket(now().ticket, null)}>
              {words().personOpen}
            </button>
            <button type="button" class="button" onClick={() => keepPerson(now().me)}>
              {words().personKeep}
            </button>
          </Message>
        )}
      </Match>
      <Match when={shut()}>
        {(now) => (
          <Message
            title={now().why === 'linkUsed' ? words().linkUsedTitle : words().noSessionTitle}
            text={now().why === 'linkUsed' ? words().linkUsed : words().noSession}
          >
            <a class="button" href="/">
              {words().signIn}
            </a>
          </Message>
        )}
      </Match>
    </Switch>
  )
}

function Message(props: { title: string; text?: string | undefined; children?: JSX.Element }) {
  return (
    <>
      <Header me={null} />
      <main id="main" class="page page--narrow stack" data-testid="board-gate">
        <h1>{props.title}</h1>
        <Show when={props.text}>
          <p aria-live="polite">{props.text}</p>
        </Show>
        <div class="stack">{props.children}</div>
      </main>
    </>
  )
}

function as<I extends Gate['is']>(gate: Gate, is: I): Extract<Gate, { is: I }> | undefined {
  return gate.is === is ? (gate as Extract<Gate, { is: I }>) : undefined
}

function isShutOut(code: ErrorCode): boolean {
  return code === 'notSignedIn' || code === 'notAllowed'
}
