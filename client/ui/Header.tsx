import { createSignal, For, Show } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from './api.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { lazyPart } from './lazyPart.tsx'
import { uiWords } from './words.ts'

const words = createWords(uiWords)
const OwnAccountDialog = lazyPart(() => import('../sign-in/OwnAccountDialog.tsx'))
const PLACES = ['phone', 'board', 'review', 'register', 'admin'] as const
type Place = (typeof PLACES)[number]

/**
 * The head of every staff page: the name, where one may go, who is signed in, sign out, language.
 * `me` is null before sign-in; `here` marks the present page; `beforeSignOut` may still say goodbye (end a shift), and stops the sign-out by answering false.
 */
export function Header(props: { me: Me | null; here?: Place; beforeSignOut?: () => Promise<boolean> | boolean }) {
  const [changing, setChanging] = createSignal(false)
  const places = () => (props.me?.role === 'supervisor' ? PLACES : props.me ? (['phone', 'board'] as const) : [])

  async function signOut() {
    if (props.beforeSignOut && !(await props.beforeSignOut())) return
    await api.del('/api/session')
    location.assign('/')
  }

  return (
    <header class="header">
      <a class="visually-hidden skip-link" href="#main">
        {words().skip}
      </a>
      <a class="header__name" href="/">
        {words().product}
      </a>
      <Show when={places().length > 0}>
        <nav class="header__places" aria-label={words().places}>
          <For each={places()}>
            {(place) => (
              <a href={`/${place}`} aria-current={props.here === place ? 'page' : undefined}>
                {words()[place]}
              </a>
            )}
          </For>
        </nav>
      </Show>
      <div class="header__end">
        <LanguageSwitch />
        <Show when={props.me}>
          {(me) => (
            <>
              <Show when={me().role !== 'board'} fallback={<span class="header__user">{me().name}</span>}>
                <button
                  type="button"
                  class="button button--quiet header__user"
                  aria-label={`${me().name}, ${words().ownAccount}`}
                  title={words().ownAccount}
                  onClick={() => setChanging(true)}
                >
                  {me().name}
                </button>
              </Show>
              <Show when={changing()}>
                <OwnAccountDialog onClose={() => setChanging(false)} />
              </Show>
              <button type="button" class="button button--quiet" onClick={signOut}>
                {words().signOut}
              </button>
            </>
          )}
        </Show>
      </div>
    </header>
  )
}
