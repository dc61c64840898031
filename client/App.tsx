import { createEffect, createResource, createSignal, Match, onCleanup, Show, Suspense, Switch } from 'solid-js'
import type { Me } from '../shared/http.ts'
import { createWords } from './i18n/i18n.ts'
import { mayOpen, placeOf, startOf } from './place.ts'
import { api } from './ui/api.ts'
import { lazyPart } from './ui/lazyPart.tsx'
import { uiWords } from './ui/words.ts'

const words = createWords(uiWords)
const PhonePage = lazyPart(() => import('./phone/PhonePage.tsx'))
const BoardPage = lazyPart(() => import('./board/BoardPage.tsx'))
const ReviewPage = lazyPart(() => import('./review/ReviewPage.tsx'))
const RegisterPage = lazyPart(() => import('./register/RegisterPage.tsx'))
const AdminPage = lazyPart(() => import('./admin/AdminPage.tsx'))
const SignIn = lazyPart(() => import('./sign-in/SignIn.tsx'))
const SessionEnd = lazyPart(() => import('./sign-in/SessionEnd.tsx'))
const NotAllowed = lazyPart(() => import('./NotAllowed.tsx'))
const SetUp = lazyPart(() => import('./sign-in/SetUp.tsx'))

/** How long until the server is asked again who this is, in ms. */
const AGAIN_MS = 5_000

/** Picks the page by its address, and lets nobody see one that their account may not open. The server checks the same again. */
export function App() {
  const place = placeOf(location.pathname)
  const [asked, { refetch }] = createResource(() => api.get<Me>('/api/me'))
  const [signedIn, setSignedIn] = createSignal<Me>()
  const me = (): Me | null => {
    const answer = asked.latest
    return signedIn() ?? (answer?.ok ? answer.value : null)
  }
  const unreachable = () => {
    const answer = asked.latest
    return answer !== undefined && !answer.ok && answer.refusal.code !== 'notSignedIn'
  }
  // A screen that nobody stands in front of must get over a server that was away.
  createEffect(() => {
    if (!unreachable() || asked.state !== 'ready') return
    const again = setTimeout(() => refetch(), AGAIN_MS)
    onCleanup(() => clearTimeout(again))
  })
  const may = () => mayOpen(place, me(), location.hash)

  function enter(account: Me) {
    if (place === 'home') location.assign(startOf(account.role))
    else setSignedIn(account)
  }

  function atHome(account: Me) {
    location.replace(startOf(account.role))
    return null
  }

  /** Who sits at this page; a board looks after its own session. */
  const person = () => (place !== 'home' && place !== 'setup' && me()?.role !== 'board' ? me() : null)

  return (
    <Suspense fallback={<p class="page muted">{words().loading}</p>}>
      <Show when={person()} keyed>
        {(account) => <SessionEnd me={account} />}
      </Show>
      <Switch>
        <Match when={asked.state === 'pending' && place !== 'setup'}>
          <p class="page muted">{words().loading}</p>
        </Match>
        <Match when={unreachable() && may() === 'signIn'}>
          {/* nothing that would have to be loaded first: the server is away */}
          <main class="page page--narrow stack" id="main">
            <h1>{words().product}</h1>
            <p class="error-text" role="alert">
              {words().unreachable}
            </p>
            <button type="button" class="button" onClick={() => refetch()}>
              {words().again}
            </button>
          </main>
        </Match>
        <Match when={may() === 'signIn'}>
          <SignIn onSignedIn={enter} />
        </Match>
        <Match when={may() === 'no'}>
          <NotAllowed me={me()} />
        </Match>
        <Match when={place === 'setup'}>
          <SetUp />
        </Match>
        <Match when={place === 'phone' && me()} keyed>
          {(account) => <PhonePage me={account} />}
        </Match>
        <Match when={place === 'board'}>
          <BoardPage />
        </Match>
        <Match when={place === 'review' && me()} keyed>
          {(account) => <ReviewPage me={account} />}
        </Match>
        <Match when={place === 'register' && me()} keyed>
          {(account) => <RegisterPage me={account} />}
        </Match>
        <Match when={place === 'admin'}>
          <AdminPage />
        </Match>
        <Match when={place === 'home'}>
          <Show when={me()}>{(account) => atHome(account())}</Show>
        </Match>
      </Switch>
    </Suspense>
  )
}
