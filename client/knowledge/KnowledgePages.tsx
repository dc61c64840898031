import './knowledge.css'
import { For, Show } from 'solid-js'
import { bodyOf, isEmpty, type KnowledgePage, pagesOf, SHIPPED_PAGES, titleOf } from '../../shared/knowledge.ts'
import type { NewText, WrittenText, WrittenTexts } from '../../shared/writtenTexts.ts'
import { createForm, textOf } from '../admin/createForm.ts'
import { createWords, language } from '../i18n/i18n.ts'
import { VersionedText } from '../texts/VersionedText.tsx'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { knowledgeWords } from './words.ts'

const words = createWords(knowledgeWords)
const pathOf = (text: string): string => `/api/knowledge/${text}`

/** For supervisors: the pages that advisors read beside the call, each with its versions. */
export default function KnowledgePages() {
  const written = createHeld(() => api.get<WrittenTexts>('/api/knowledge'))
  const pages = () => pagesOf(written.value() ?? {})
  const changed = () => void written.ask()

  return (
    <section class="stack" aria-labelledby="knowledge">
      <h2 id="knowledge">{words().title}</h2>
      <p class="knowledge__lead">{words().lead}</p>
      <ErrorText refusal={written.refusal()} />
      <Show when={written.value()} fallback={<Show when={!written.refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
        <For each={pages().map(({ id }) => id)}>
          {(id) => <Show when={pages().find((page) => page.id === id)}>{(page) => <PageEditor page={page()} onChanged={changed} />}</Show>}
        </For>
        <AddPage onAdded={changed} />
      </Show>
    </section>
  )
}

function PageEditor(props: { page: KnowledgePage; onChanged: () => void }) {
  const { id } = props.page
  const shipped = SHIPPED_PAGES.find((page) => page.id === id)
  const name = () => (isEmpty(props.page.title) ? words().gone : props.page.title[language()] || props.page.title.sv || props.page.title.en)

  return (
    <details class="card knowledge__page" data-testid="knowledge-editor" data-value={id}>
      <summary>{name()}</summary>
      <VersionedText
        id={titleOf(id)}
        path={pathOf(titleOf(id))}
        title={words().pageTitle}
        hint={words().titleHint}
        now={props.page.written.title}
        shipped={shipped?.title ?? null}
        mayWrite
        mayBeEmpty
        none={words().gone}
        onChanged={props.onChanged}
      />
      <VersionedText
        id={bodyOf(id)}
        path={pathOf(bodyOf(id))}
        title={words().pageText}
        hint={words().textHint}
        now={props.page.written.text}
        shipped={shipped?.text ?? null}
        mayWrite
        mayBeEmpty
        none={words().notYet}
        onChanged={props.onChanged}
      />
    </details>
  )
}

function AddPage(props: { onAdded: () => void }) {
  const form = createForm('sv', 'en')

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const fields = event.currentTarget
    const title: NewText = { sv: textOf(fields, 'sv'), en: textOf(fields, 'en'), version: 0 }
    if (isEmpty(title)) return form.refuse('sv')
    if (!(await form.send(() => api.put<WrittenText>(pathOf(titleOf(crypto.randomUUID())), title)))) return
    fields.reset()
    props.onAdded()
  }

  return (
    <form class="card stack" ref={form.ref} onSubmit={submit} autocomplete="off" novalidate aria-labelledby="knowledge-add">
      <h3 id="knowledge-add">{words().addTitle}</h3>
      <Field label={words().titleSv} name="sv" maxLength={80} error={form.wrong('sv') && words().titleNeeded} />
      <Field label={words().titleEn} name="en" maxLength={80} error={form.wrong('en') && words().titleNeeded} />
      <ErrorText refusal={form.general()} />
      <div class="row">
        <button type="submit" class="button" disabled={form.busy()}>
          {form.busy() ? words().adding : words().add}
        </button>
      </div>
    </form>
  )
}
