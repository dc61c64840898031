import { createEffect, createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { emptyFloor, type Floor } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { Account, BoardLink, Me } from '../../shared/http.ts'
import { DutySettingsSection } from '../duties/DutySettings.tsx'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Header } from '../ui/Header.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import '../ui/sections.css'
import { AccountsSection } from './AccountsSection.tsx'
import './admin.css'
import { createHeld } from '../ui/createHeld.ts'
import { BoardsSection } from './BoardsSection.tsx'
import { FaultWatch } from './FaultWatch.tsx'
import { LinesSection } from './LinesSection.tsx'
import { adminWords } from './words.ts'

const words = createWords(adminWords)
const SECTIONS = ['accounts', 'lines', 'boards', 'form', 'duties', 'knowledge', 'data'] as const
const KnowledgePages = lazyPart(() => import('../knowledge/KnowledgePages.tsx'))
const FormRules = lazyPart(() => import('./FormRules.tsx'))
const DataMapSection = lazyPart(() => import('./kept/DataMapSection.tsx'))
type Section = (typeof SECTIONS)[number]

/** For supervisors: accounts, lines, boards, what else is set up, and what is kept, one at a time; which one is in the address. */
export default function AdminPage() {
  const me = createHeld(() => api.get<Me>('/api/me'))
  const accounts = createHeld(() => api.get<Account[]>('/api/accounts'))
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const boards = createHeld(() => api.get<BoardLink[]>('/api/boards'))
  const [section, setSection] = createSignal<Section>(sectionOf(location.hash))

  const lines = () => linesInOrder(floor.value()?.floor ?? emptyFloor)
  const refusal = () => me.refusal() ?? accounts.refusal() ?? floor.refusal() ?? boards.refusal()
  const loaded = () => {
    const [own, all, screens] = [me.value(), accounts.value(), boards.value()]
    return own && all && screens && floor.value() ? { me: own, accounts: all, boards: screens } : undefined
  }
  const accountsChanged = () => {
    void accounts.ask()
    void me.ask()
  }
  const linesChanged = () => {
    void floor.ask()
    void accounts.ask()
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
      <Header me={me.value() ?? null} here="admin" />
      <main class="page stack" id="main">
        <h1>{words().title}</h1>
        <FaultWatch />
        <nav class="sections" aria-label={words().sections}>
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
                <AccountsSection me={now().me} accounts={now().accounts} lines={lines()} onChanged={accountsChanged} />
              </Match>
              <Match when={section() === 'lines'}>
                <LinesSection lines={lines()} onChanged={linesChanged} />
              </Match>
              <Match when={section() === 'boards'}>
                <BoardsSection boards={now().boards} lines={lines()} onChanged={() => void boards.ask()} />
              </Match>
              <Match when={section() === 'form'}>
                <FormRules />
              </Match>
              <Match when={section() === 'duties'}>
                <DutySettingsSection />
              </Match>
              <Match when={section() === 'knowledge'}>
                <KnowledgePages />
              </Match>
              <Match when={section() === 'data'}>
                <DataMapSection />
              </Match>
            </Switch>
          )}
        </Show>
      </main>
    </>
  )
}

function sectionOf(hash: string): Section {
  return SECTIONS.find((section) => hash.slice(1).split('/')[0] === section) ?? 'accounts'
}
