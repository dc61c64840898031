import { createEffect, createResource, createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { Floor } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { Account, BoardLink, Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Header } from '../ui/Header.tsx'
import { AccountsSection } from './AccountsSection.tsx'
import './admin.css'
import { BoardsSection } from './BoardsSection.tsx'
import { LinesSection } from './LinesSection.tsx'
import { adminWords } from './words.ts'

const words = createWords(adminWords)
const SECTIONS = ['accounts', 'lines', 'boards'] as const
type Section = (typeof SECTIONS)[number]

/** For supervisors: accounts, lines and boards, one at a time; which one is in the address. */
export default function AdminPage() {
  const [me] = createResource(() => api.get<Me>('/api/me'))
  const [accounts, { refetch: askAccounts }] = createResource(() => api.get<Account[]>('/api/accounts'))
  const [floor, { refetch: askFloor }] = createResource(() => api.get<{ floor: Floor }>('/api/floor'))
  const [boards, { refetch: askBoards }] = createResource(() => api.get<BoardLink[]>('/api/boards'))
  const [section, setSection] = createSignal<Section>(sectionOf(location.hash))

  // `latest`: a list stays in place while it is asked for again
  const value = <T,>(answer: { ok: true; value: T } | { ok: false } | undefined) => (answer?.ok ? answer.value : undefined)
  const lines = () => {
    const known = value(floor.latest)
    return known ? linesInOrder(known.floor) : []
  }
  const refusal = () => {
    for (const answer of [me.latest, accounts.latest, floor.latest, boards.latest]) if (answer && !answer.ok) return answer.refusal
    return undefined
  }
  const loaded = () => {
    const [own, all, screens] = [value(me.latest), value(accounts.latest), value(boards.latest)]
    return own && all && screens && value(floor.latest) ? { me: own, accounts: all, boards: screens } : undefined
  }
  const linesChanged = () => {
    void askFloor()
    void askAccounts()
  }

  onMount(() => {
    const follow = () => setSection(sectionOf(location.hash))
    window.addEventListener('hashchange', follow)
    onCleanup(() => window.removeEventListener('hashchange', follow))
  })
  createEffect(() => {
    document.title = `${words()[section()]} · ${words().title} · Lyhörd`
  })

  return (
    <>
      <Header me={value(me.latest) ?? null} here="admin" />
      <main class="page stack" id="main">
        <h1>{words().title}</h1>
        <nav class="admin-sections" aria-label={words().sections}>
          <For each={SECTIONS}>
            {(each) => (
              <a href={`#${each}`} aria-current={section() === each ? 'page' : undefined}>
                {words()[each]}
              </a>
            )}
          </For>
        </nav>
        <Show when={refusal()}>
          <ErrorText refusal={refusal()} />
          <button type="button" class="button admin-again" onClick={() => location.reload()}>
            {words().retry}
          </button>
        </Show>
        <Show when={loaded()} fallback={<Show when={!refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
          {(now) => (
            <Switch>
              <Match when={section() === 'accounts'}>
                <AccountsSection me={now().me} accounts={now().accounts} lines={lines()} onChanged={() => void askAccounts()} />
              </Match>
              <Match when={section() === 'lines'}>
                <LinesSection lines={lines()} onChanged={linesChanged} />
              </Match>
              <Match when={section() === 'boards'}>
                <BoardsSection boards={now().boards} lines={lines()} onChanged={() => void askBoards()} />
              </Match>
            </Switch>
          )}
        </Show>
      </main>
    </>
  )
}

function sectionOf(hash: string): Section {
  return SECTIONS.find((section) => hash === `#${section}`) ?? 'accounts'
}
