import { createSignal, ErrorBoundary, Match, onCleanup, onMount, Switch } from 'solid-js'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Me } from '../../shared/http.ts'
import { createWords, setLanguage } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import { keptBoardPath, readBoardAddress } from './address.ts'
import { BoardView } from './BoardView.tsx'
import './board.css'
import { reloadIfServed } from './screen.ts'
import { boardWords } from './words.ts'

const words = createWords(boardWords)
// most screens come straight in
const PersonDoor = lazyPart(async () => ({ default: (await import('./BoardDoor.tsx')).PersonDoor }))
const ShutDoor = lazyPart(async () => ({ default: (await import('./BoardDoor.tsx')).ShutDoor }))
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
    if (!me.ok && !isShutOut(me.refusal.code)) return retry(ticket)
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
    if (!made.ok && !isFinal(made.refusal.code)) return retry(ticket)
    forgetTicket()
    if (made.ok) return void setGate({ is: 'open', me: made.value })
    if (known) return void setGate({ is: 'open', me: known })
    setGate({ is: 'shut', why: 'linkUsed' })
    later(SHUT_OUT_MS)
  }

  function retry(ticket: string | null) {
    setGate({ is: 'unreachable' })
    clearTimeout(timer)
    timer = setTimeout(() => void open(ticket), RETRY_MS)
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
    if (address.language) setLanguage(address.language)
    document.title = `${words().title} · Lyhörd`
    void open(address.ticket)
  })
  onCleanup(() => clearTimeout(timer))

  const opened = () => as(gate(), 'open')
  const person = () => as(gate(), 'person')
  const shut = () => as(gate(), 'shut')

  return (
    <ErrorBoundary fallback={<Broken />}>
      <Switch fallback={<Opening unreachable={gate().is === 'unreachable'} />}>
        <Match when={opened()}>{(now) => <BoardView me={now().me} address={address} onRefused={reopen} />}</Match>
        <Match when={person()}>
          {(now) => <PersonDoor me={now().me} onScreen={() => useTicket(now().ticket, null)} onPerson={() => keepPerson(now().me)} />}
        </Match>
        <Match when={shut()}>{(now) => <ShutDoor why={now().why} />}</Match>
      </Switch>
    </ErrorBoundary>
  )
}

function Opening(props: { unreachable: boolean }) {
  return (
    <main id="main" class="board-door stack" data-testid="board-gate">
      <h1>{words().opening}</h1>
      <p aria-live="polite">{props.unreachable ? words().retrying : ''}</p>
    </main>
  )
}

/** A fault of the page itself, or a part of it that an update has taken away: it loads anew as soon as the server answers. */
function Broken() {
  const timer = setInterval(() => void reloadIfServed(), RETRY_MS)
  onCleanup(() => clearInterval(timer))
  return <Opening unreachable />
}

function as<I extends Gate['is']>(gate: Gate, is: I): Extract<Gate, { is: I }> | undefined {
  return gate.is === is ? (gate as Extract<Gate, { is: I }>) : undefined
}

function isShutOut(code: ErrorCode): boolean {
  return code === 'notSignedIn' || code === 'notAllowed'
}

/** Whether asking again with the same ticket would change nothing. */
function isFinal(code: ErrorCode): boolean {
  return code === 'linkUsed' || code === 'badRequest' || code === 'notAllowed'
}
