import type { JSX } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { Header } from '../ui/Header.tsx'
import { doorWords } from './doorWords.ts'

const words = createWords(doorWords)

/** Asks a signed-in person before a ticket takes the person's place in this browser. */
export function PersonDoor(props: { me: Me; onScreen: () => void; onPerson: () => void }) {
  return (
    <Door title={words().personTitle} text={words().person(props.me.name)}>
      <button type="button" class="button button--primary" onClick={() => props.onScreen()}>
        {words().personOpen}
      </button>
      <button type="button" class="button" onClick={() => props.onPerson()}>
        {words().personKeep}
      </button>
    </Door>
  )
}

/** Says why the board does not open here, and what to do about it. */
export function ShutDoor(props: { why: 'linkUsed' | 'noSession' }) {
  return (
    <Door
      title={props.why === 'linkUsed' ? words().linkUsedTitle : words().noSessionTitle}
      text={props.why === 'linkUsed' ? words().linkUsed : words().noSession}
    >
      <a class="button" href="/">
        {words().signIn}
      </a>
    </Door>
  )
}

function Door(props: { title: string; text: string; children: JSX.Element }) {
  return (
    <>
      <Header me={null} />
      <main id="main" class="board-door stack" data-testid="board-gate">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
        <div class="stack">{props.children}</div>
      </main>
    </>
  )
}
