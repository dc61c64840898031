import type { Me } from '../shared/http.ts'
import { ErrorText } from './ui/ErrorText.tsx'
import { Header } from './ui/Header.tsx'

/** A page that this account may not see. */
export default function NotAllowed(props: { me: Me | null }) {
  return (
    <>
      <Header me={props.me} />
      <main class="page page--narrow stack" id="main">
        <ErrorText refusal={{ code: 'notAllowed' }} />
      </main>
    </>
  )
}
