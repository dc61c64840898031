import { type Component, createEffect, For } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { Header } from '../ui/Header.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import '../ui/sections.css'
import { pathOf, REGISTER_PAGES, type RegisterPageName, registerPageOf } from './place.ts'
import './register.css'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const PAGES: Readonly<Record<RegisterPageName, Component>> = {
  services: lazyPart(() => import('./ServicesPage.tsx')),
  checks: lazyPart(() => import('./ChecksPage.tsx')),
  coverage: lazyPart(() => import('./CoveragePage.tsx')),
  files: lazyPart(() => import('./FilesPage.tsx')),
}

/** For supervisors: the services that callers are referred to, and what keeps the register of them true. */
export default function RegisterPage(props: { me: Me }) {
  const page = registerPageOf(location.pathname)
  const Page = PAGES[page]
  createEffect(() => {
    document.title = `${words()[page]} · ${words().title} · Lyhörd`
  })

  return (
    <>
      <Header me={props.me} here="register" />
      <nav class="sections register-pages" aria-label={words().pages}>
        <For each={REGISTER_PAGES}>
          {(each) => (
            <a href={pathOf(each)} aria-current={each === page ? 'page' : undefined}>
              {words()[each]}
            </a>
          )}
        </For>
      </nav>
      <main class="page register stack" id="main">
        <h1>{words()[page]}</h1>
        <Page />
      </main>
    </>
  )
}
