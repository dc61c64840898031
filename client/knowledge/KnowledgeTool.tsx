import './knowledge.css'
import { createEffect, For, on, Show } from 'solid-js'
import { isEmpty, type KnowledgePage, pagesOf, partsOf } from '../../shared/knowledge.ts'
import type { StaffText, WrittenTexts } from '../../shared/writtenTexts.ts'
import { createWords, formatDate, language } from '../i18n/i18n.ts'
import type { ToolProps } from '../phone/tools/tools.ts'
import { TextVersions } from '../texts/TextVersions.tsx'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { knowledgeWords } from './words.ts'

const words = createWords(knowledgeWords)

/** In the reader's language, or in the other when that one is empty. */
function readable(text: StaffText): { readonly text: string; readonly lang: 'sv' | 'en' } {
  const own = language()
  const lang = text[own] !== '' ? own : own === 'sv' ? 'en' : 'sv'
  return { text: text[lang], lang }
}

/** The pages that supervisors keep for advisors, beside the call. Read anew each time that they are looked at. */
export default function KnowledgeTool(props: ToolProps) {
  const written = createHeld(() => api.get<WrittenTexts>('/api/knowledge'))
  const pages = () => pagesOf(written.value() ?? {}).filter(({ title }) => !isEmpty(title))
  createEffect(on([() => props.shown], ([shown]) => shown && void written.ask(), { defer: true }))

  return (
    <div class="stack knowledge">
      <div>
        <h2>{words().title}</h2>
        <p class="muted">{words().help}</p>
      </div>
      <ErrorText refusal={written.refusal()} />
      <Show when={written.value()} fallback={<Show when={!written.refusal()}>{<p role="status">{words().loading}</p>}</Show>}>
        <For each={pages().map(({ id }) => id)}>
          {(id) => <Show when={pages().find((page) => page.id === id)}>{(page) => <Page page={page()} />}</Show>}
        </For>
      </Show>
    </div>
  )
}

function Page(props: { page: KnowledgePage }) {
  const title = () => readable(props.page.title)
  const body = () => readable(props.page.text)

  return (
    <details class="knowledge__page" data-testid="knowledge-page" data-value={props.page.id}>
      <summary lang={title().lang}>{title().text}</summary>
      <Show when={!isEmpty(props.page.text)} fallback={<p class="muted">{words().notYet}</p>}>
        <div class="knowledge__text" lang={body().lang}>
          <For each={partsOf(body().text)}>
            {(part) =>
              part.is === 'list' ? (
                <ul>
                  <For each={part.items}>{(item) => <li>{item}</li>}</For>
                </ul>
              ) : (
                <p>{part.lines.join('\n')}</p>
              )
            }
          </For>
        </div>
        <Show when={props.page.written.text} fallback={<p class="muted small">{words().shipped}</p>}>
          {(now) => (
            <>
              <p class="muted small">{words().by(now().by, formatDate(now().at, { dateStyle: 'long' }))}</p>
              <TextVersions path={`/api/knowledge/${props.page.id}.text`} now={now()} shipped={null} onBack={undefined} />
            </>
          )}
        </Show>
      </Show>
    </details>
  )
}
